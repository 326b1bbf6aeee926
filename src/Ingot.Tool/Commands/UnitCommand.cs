using System.CommandLine;
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
            var unit = await worker.FindUnitAsync(batch, parsed.GetValue(submission)!, parsed.GetValue(element), cancellation);
            var result = await worker.RunAsync(batch, unit, cancellation);
            return result.IsOfTheMachine ? StageOutcome.Infrastructure : (StageOutcome)result.ExitCode;
        }));
        return command;
    }
}
