using System.CommandLine;
using System.Globalization;
using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core.Readiness;
using Ingot.Pipeline;
using Ingot.Tool.Output;
using Ingot.Tool.Workers;
using Spectre.Console;

namespace Ingot.Tool.Commands;

/// <summary><c>score</c>: the ML Test Score of a model, with what proves each test or how to come to it.</summary>
internal static class ScoreCommand
{
    public static Command Create()
    {
        var project = new Argument<string>("project")
        {
            Description = "A model project, or the folder that holds it.",
            DefaultValueFactory = _ => ".",
        };
        var configuration = new Option<string>("--configuration", "-c") { Description = "The build configuration.", DefaultValueFactory = _ => "Debug" };
        var json = new Option<bool>("--json") { Description = "Print the score as JSON, and nothing else, on the standard output." };
        var command = new Command("score", "Say how ready for production the model is: the ML Test Score, from what the build can prove.") { project, configuration, json };
        command.SetAction((parsed, cancellation) => NeutralWriter.AroundAsync(parsed.InvocationConfiguration, () => RunAsync(
            new MSBuildRun(parsed.GetValue(project)!, StageCatalog.Gate.Target, parsed.GetValue(configuration)!, [], Restore: true),
            parsed.GetValue(json),
            parsed.InvocationConfiguration,
            cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(MSBuildRun run, bool json, InvocationConfiguration console, CancellationToken cancellation)
    {
        if (await ModelProjectPath.FindFaultAsync(run.Project, cancellation) is { } fault)
        {
            await console.Error.WriteLineAsync(fault.ToString());
            return (int)StageOutcome.BadInput;
        }

        var built = await run.RunAsync(showOutput: !json, cancellation);
        if (built.Outcome is StageOutcome.BadInput or StageOutcome.Infrastructure)
        {
            foreach (var diagnostic in json ? built.Diagnostics : [])
            {
                await console.Error.WriteLineAsync(diagnostic.ToString());
            }

            return (int)built.Outcome;
        }

        var said = await MSBuildProperties.ReadAsync(run, ["IngotFolder", "ModelName"], cancellation);
        var file = GateFiles.Score.PathIn(said["IngotFolder"], said["ModelName"]);
        if (json)
        {
            await console.Output.WriteLineAsync((await File.ReadAllTextAsync(file, cancellation)).TrimEnd());
        }
        else
        {
            Print(console.Output, MLTestScoreFile.Read(file));
        }

        return (int)built.Outcome;
    }

    private static void Print(TextWriter output, MLTestReport report)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("test", "points", "proof, or what to do");
        foreach (var (test, result) in MLTestCatalog.All.Zip(report.Tests))
        {
            if (test.Number == 1)
            {
                table.AddRow(new Markup($"[bold]{test.Section}[/]"), new Markup($"[bold]{Points(report.Sections[test.Section])}[/]"), new Markup(string.Empty));
            }

            table.AddRow(
                ConsoleTable.Cell($"{test.Id} {test.Title}"),
                result.Points switch { >= 1 => $"[green]{Points(result.Points)}[/]", > 0 => $"[yellow]{Points(result.Points)}[/]", _ => $"[red]{Points(result.Points)}[/]" },
                ConsoleTable.Cell(result.Proof));
        }

        ConsoleTable.Write(output, table);
        ConsoleTable.Write(output, Markup.FromInterpolated(
            CultureInfo.InvariantCulture,
            $"[bold]{OutputText.Line(report.Model)} {OutputText.Line(report.Version)}: {Points(report.Score)}[/] of 7, the least of the four sections: {report.Interpretation}.\n"));
    }

    private static string Points(double points) => points.ToString("0.0", CultureInfo.InvariantCulture);
}
