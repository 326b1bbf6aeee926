using System.CommandLine;
using Ingot.Core.Runs;
using Ingot.Pipeline;
using Ingot.Releases.Validation;
using Ingot.Tool.Building;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Commands;

/// <summary><c>worker &lt;stage&gt;</c>: what the MSBuild tasks start. Not for people, and so hidden.</summary>
internal static class WorkerCommand
{
    // No stage: says what is wrong with the project.
    private const string Check = "check";

    public static Command Create()
    {
        var stage = new Argument<string>("stage");
        var project = new Option<string>("--project") { Required = true };
        var folder = new Option<string>("--folder") { Required = true };
        var threads = new Option<int>("--threads") { DefaultValueFactory = _ => 1 };
        var parent = new Option<int>("--parent");
        var run = new Option<string?>("--run");
        var runFolder = new Option<string?>("--run-folder");
        var kind = new Option<RunKind?>("--run-kind");
        var store = new Option<string?>("--run-store");
        var tags = new Option<string?>("--run-tags");
        var command = new Command("worker", "Run one stage for MSBuild.") { stage, project, folder, threads, parent, run, runFolder, kind, store, tags };
        command.Hidden = true;
        command.SetAction((parsed, _) => WorkerProcess.RunAsync(parsed.GetValue(stage)!, parsed.GetValue(parent), (output, cancellation) =>
        {
            if (parsed.GetValue(stage) == Check)
            {
                return Task.FromResult(new StageRunner(output, output).Check(parsed.GetValue(project)!));
            }

            var found = Stage.Find(parsed.GetValue(stage)!) ?? throw new ArgumentException($"There is no stage '{parsed.GetValue(stage)}'.");
            var recorder = parsed.GetValue(run) is { } build ? BuildRecorder.Of(build, parsed.GetValue(store), parsed.GetValue(runFolder)!, output) : null;
            return Task.FromResult(new StageRunner(output, output)
            {
                LogDatabase = LogDatabase.Source,
                Trial = ModelTrial.With(new TrialLimits()),
                OpenScheduler = SchedulerChoice.Open,
                StartAnew = WorkerProcess.StartAnew,
                Recorder = recorder is null ? null : recorder with { Kind = parsed.GetValue(kind), Tags = BuildRecorder.Tags(parsed.GetValue(tags)) },
            }.Run(
                found, parsed.GetValue(project)!, parsed.GetValue(folder)!, Math.Max(parsed.GetValue(threads), 1), cancellation));
        }));
        return command;
    }
}
