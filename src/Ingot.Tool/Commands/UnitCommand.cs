using System.CommandLine;
using Ingot.Core.Diagnostics;
using Ingot.Jobs.Batches;
using Ingot.Pipeline;
using Ingot.Tool.Building;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Commands;

/// <summary><c>unit</c>: what a scheduler starts on a machine, to do one unit of a batch. Not for people, and so hidden.</summary>
internal static class UnitCommand
{
    public static Command Create()
    {
        var folder = new Option<string>("--batch") { Required = true };
        var submission = new Option<string>("--submission") { Required = true };
        var element = new Option<int>("--element") { Required = true };
        var command = new Command(UnitTool.Verb, "Do one unit of a batch.") { folder, submission, element };
        command.Hidden = true;
        command.SetAction((parsed, _) => WorkerProcess.RunAsync(UnitTool.Verb, 0, async (_, cancellation) =>
        {
            var worker = UnitTool.Worker;
            var batch = await worker.FindAsync(parsed.GetValue(folder)!, cancellation);
            var result = await worker.RunAsync(batch, UnitOf(batch, parsed.GetValue(submission)!, parsed.GetValue(element)), cancellation);
            return Enum.IsDefined((StageOutcome)result.ExitCode) ? (StageOutcome)result.ExitCode : StageOutcome.Infrastructure;
        }));
        return command;
    }

    private static int UnitOf(BatchFolder batch, string name, int element) =>
        batch.Submissions.SingleOrDefault(s => s.Content.Name == name) is { } submission && element >= 0 && element < submission.Content.Units.Count
            ? submission.Content.Units[element]
            : throw new IngotException(JobDiagnostics.NoBatch.At(
                new SourceLocation(batch.FullPath), $"The batch has no submission '{name}' with an element {element}. Such commands are made by dotnet ingot build; do not write them by hand."));
}
