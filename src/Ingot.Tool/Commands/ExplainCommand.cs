using System.CommandLine;
using Ingot.Pipeline;
using Ingot.Tool.Explanations;
using Spectre.Console;

namespace Ingot.Tool.Commands;

/// <summary><c>explain INGOTnnnn</c>: the code's section of <c>docs/diagnostics.md</c>.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var code = new Argument<string>("code") { Description = "The code of a diagnostic, such as INGOT4002." };
        var json = new Option<bool>("--json") { Description = "Print the explanation as JSON." };
        var command = new Command("explain", "Say what a diagnostic's code means, why it matters and what to do.") { code, json };
        command.SetAction(parsed => (int)Run(
            parsed.GetValue(code)!, parsed.GetValue(json), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    private static StageOutcome Run(string code, bool json, TextWriter output, TextWriter error)
    {
        if (DiagnosticsPage.Find(code) is not { } explanation)
        {
            error.WriteLine($"There is no diagnostic '{code}'; expected one of {string.Join(", ", DiagnosticsPage.All.Select(e => e.Code))}.");
            return StageOutcome.BadInput;
        }

        if (json)
        {
            output.WriteLine(ExplanationText.ToJson(explanation));
        }
        else if (ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected)
        {
            AnsiConsole.MarkupLine(ExplanationText.ToMarkup(explanation));
        }
        else
        {
            output.WriteLine(ExplanationText.ToPlain(explanation));
        }

        return StageOutcome.Passed;
    }
}
