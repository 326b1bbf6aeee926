using System.CommandLine;
using Ingot.Pipeline;
using Ingot.Tool.Explanations;
using Ingot.Tool.Output;
using Spectre.Console;

namespace Ingot.Tool.Commands;

/// <summary><c>explain INGOTnnnn</c>: the sections of codes in <c>docs/diagnostics.md</c>.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var codes = new Argument<string[]>("code")
        {
            Description = "The code of a diagnostic, such as INGOT4002 or 4002; there may be several.",
            Arity = ArgumentArity.OneOrMore,
        };
        var json = new Option<bool>("--json") { Description = "Print the explanation as JSON; for several codes, a list." };
        var command = new Command("explain", "Say what a diagnostic's code means, why it matters and what to do.") { codes, json };
        command.Does((parsed, console, _) => Task.FromResult(Run(CodeList.Read(parsed.GetValue(codes)!), parsed.GetValue(json), console.Output, console.Error)));
        return command;
    }

    // What is wrong with the use goes to the error stream, and then nothing goes to the output: half an answer is of no use to a script.
    private static StageOutcome Run(IReadOnlyList<string> codes, bool json, TextWriter output, TextWriter error)
    {
        var unknown = codes.Where(c => DiagnosticsPage.Find(c) is null).ToList();
        foreach (var code in unknown)
        {
            error.WriteLine(CodeList.Unknown(code));
        }

        if (codes.Count == 0)
        {
            error.WriteLine("There is no code to explain; expected one such as INGOT4002 or 4002.");
        }

        if (unknown.Count > 0 || codes.Count == 0)
        {
            return StageOutcome.BadInput;
        }

        List<Explanation> found = [.. codes.Select(DiagnosticsPage.Find).OfType<Explanation>()];
        if (json)
        {
            output.WriteLine(found.Count == 1 ? ExplanationText.ToJson(found[0]) : ExplanationText.ToJson(found));
        }
        else if (ConsoleTable.IsTerminal(output))
        {
            AnsiConsole.MarkupLine(string.Join("\n\n", found.Select(ExplanationText.ToMarkup)));
        }
        else
        {
            output.WriteLine(string.Join("\n\n", found.Select(ExplanationText.ToPlain)));
        }

        return StageOutcome.Passed;
    }
}
