using System.CommandLine;
using Ingot.Core.Diagnostics;
using Spectre.Console;

namespace Ingot.Tool.Commands;

/// <summary><c>explain INGOTnnnn</c>: what a code means.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var code = new Argument<string>("code") { Description = "The code of a diagnostic, such as INGOT4002." };
        var command = new Command("explain", "Say what a diagnostic's code means.") { code };
        command.SetAction(parsed => Run(parsed.GetValue(code)!));
        return command;
    }

    private static int Run(string code)
    {
        var descriptor = DiagnosticCatalog.All.FirstOrDefault(d => string.Equals(d.Code, code, StringComparison.OrdinalIgnoreCase));
        if (descriptor is null)
        {
            AnsiConsole.MarkupLineInterpolated($"There is no diagnostic {code}. See docs/diagnostics.md for all of them.");
            return (int)Pipeline.StageOutcome.BadInput;
        }

        AnsiConsole.MarkupLineInterpolated($"[bold]{descriptor.Code}[/] ({descriptor.Severity}): {descriptor.Title}.");
        AnsiConsole.MarkupLineInterpolated($"See docs/diagnostics.md#{descriptor.Code.ToLowerInvariant()}");
        return 0;
    }
}
