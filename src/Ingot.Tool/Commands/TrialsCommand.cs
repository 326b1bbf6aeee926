using System.CommandLine;
using Ingot.Core.Diagnostics;
using Ingot.Jobs.Queues;
using Ingot.Pipeline;
using Ingot.Pipeline.Trials;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Commands;

/// <summary><c>trials</c>: what a search, or AutoML, has done on another machine: its trials, one after the other. Not for people, and so hidden.</summary>
internal static class TrialsCommand
{
    // What Slurm gave the job, where the system itself shows all processors.
    private static readonly string[] GivenProcessors = ["SLURM_CPUS_PER_TASK", "SLURM_CPUS_ON_NODE"];

    public static Command Create()
    {
        var crew = new Option<string>("--crew") { Required = true };
        var folder = new Option<string>("--folder") { Required = true };
        var threads = new Option<int?>("--threads");
        var command = new Command(TrialWorker.Verb, "Make trials for a search that runs elsewhere.") { crew, folder, threads };
        command.Hidden = true;
        command.SetAction((parsed, _) => WorkerProcess.RunAsync(TrialWorker.Verb, 0, async (output, cancellation) =>
        {
            var found = CrewFolder.Find(parsed.GetValue(crew)!)
                ?? throw new IngotException(JobDiagnostics.NoBatch.At(
                    new SourceLocation(parsed.GetValue(crew)!), $"There is no crew of a search in the folder. Such commands are made by dotnet ingot search; do not write them by hand."));
            await TrialWorker.RunAsync(
                found, Path.GetFullPath(parsed.GetValue(folder)!), parsed.GetValue(threads) ?? Given() ?? Environment.ProcessorCount, output, output, WorkerProcess.StartAnew, cancellation);
            return StageOutcome.Passed;
        }));
        return command;
    }

    private static int? Given() => GivenProcessors.Select(n => int.TryParse(Environment.GetEnvironmentVariable(n), out var count) && count > 0 ? (int?)count : null).FirstOrDefault(c => c is not null);
}
