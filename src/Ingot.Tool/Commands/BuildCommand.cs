using System.CommandLine;
using Ingot.Core.Diagnostics;
using Ingot.Jobs;
using Ingot.Jobs.Batches;
using Ingot.Pipeline;
using Ingot.Tool.Building;
using Ingot.Tool.Output;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Commands;

/// <summary><c>build</c>: builds several models, some at a time, here or on a cluster.</summary>
internal static class BuildCommand
{
    private const string Name = "build";

    public static Command Create()
    {
        var projects = new Argument<string[]>("projects")
        {
            Description = "Model projects, folders with all models below them, or patterns such as models/**.",
            DefaultValueFactory = _ => ["."],
        };
        var configuration = new Option<string>("--configuration", "-c") { Description = "The build configuration.", DefaultValueFactory = _ => "Release" };
        var property = new Option<string[]>("--property", "-p") { Description = "An MSBuild property, as NAME=VALUE. Give it several times for several properties." };
        var noRestore = new Option<bool>("--no-restore") { Description = "Do not restore packages first." };
        var noWait = new Option<bool>("--no-wait") { Description = "Hand the models to the cluster and do not wait. The same command without it waits for them." };
        var json = new Option<bool>("--json") { Description = "Print the outcome of each model and all diagnostics as JSON, and nothing else, on the standard output." };
        var choice = new SchedulerChoice();
        var command = new Command(Name, "Build several models, some at a time: on this machine or on a cluster.")
        {
            projects, configuration, property, noRestore, noWait, json,
        };
        choice.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(noWait) && choice.IsLocal(result))
            {
                result.AddError("--no-wait needs a cluster (--on slurm, --on kubernetes): on this machine somebody has to give the builds their turn.");
            }
        });
        command.SetAction((parsed, cancellation) => Verb.RunAsync(Name, parsed.InvocationConfiguration, async () =>
        {
            if (PropertyArguments.FindFault(parsed.GetValue(property) ?? []) is { } fault)
            {
                throw new IngotException(fault);
            }

            var root = Environment.CurrentDirectory;
            var models = await ModelProjects.FindAsync(root, parsed.GetValue(projects)!, cancellation);
            string[] options = [.. (parsed.GetValue(property) ?? []).SelectMany(p => new[] { "--property", p }), .. parsed.GetValue(noRestore) ? (string[])["--no-restore"] : []];
            var units = models.Select(m => new WorkUnit(m, ["export", m, "--configuration", parsed.GetValue(configuration)!, .. options, "--json"])).ToList();
            var console = parsed.InvocationConfiguration;
            var slow = new SlowProgress(console.Error, TimeProvider.System);
            var scheduler = choice.Of(parsed);
            await using var local = scheduler as IAsyncDisposable;
            using var remote = scheduler as IDisposable;
            var store = new BatchStore(root);

            // What was begun is finished as it is: some of it may be done, and the rest is on its way.
            var upToDate = store.IsBegun(units) ? UpToDateModels.None
                : await UpToDateModels.AskAsync(root, models, new MSBuildRun(root, string.Empty, parsed.GetValue(configuration)!, parsed.GetValue(property) ?? [], Restore: false), scheduler, cancellation);
            var open = units.Where(u => !upToDate.Models.Contains(u.Name)).ToList();
            if (open.Count == 0)
            {
                await TellAsync(parsed.GetValue(json), new BuildReport([], upToDate), console.Output);
                return StageOutcome.Passed;
            }

            var isTold = false;
            using var batch = store.Open(
                units, open, parsed.GetValue(choice.Attempts), reuse: false, () => isTold = isTold || slow.Report($"Another process builds these models: this one waits for it."), cancellation);
            var run = new BatchRun(scheduler, TimeProvider.System, new WarningLines(console.Error));
            if (parsed.GetValue(noWait))
            {
                var handed = await run.SubmitAsync(batch.Folder, cancellation);
                await console.Error.WriteLineAsync(
                    $"{DiagnosticText.Count(handed, "model")} {DiagnosticText.Agree(handed, "is", "are")} handed to {scheduler.Name}{(handed < batch.Folder.Units.Count ? FormattableString.Invariant($"; {batch.Folder.Units.Count - handed} of {batch.Folder.Units.Count} were before, or are done") : string.Empty)}{LeftOut(units.Count - batch.Folder.Units.Count)}.");
                return StageOutcome.Passed;
            }

            await RunAsync(run, batch, units.Count, console.Error, slow, cancellation);
            var built = batch.Folder.Units.Select(BuiltModel.Of).ToList();

            // Whoever began it left these out.
            var report = new BuildReport(built, upToDate with { Models = [.. models.Except(built.Select(b => b.Project))] });
            await TellAsync(parsed.GetValue(json), report, console.Output);
            return report.Outcome;
        }));
        return command;
    }

    private static string LeftOut(int models) => models == 0 ? string.Empty : FormattableString.Invariant($"; {DiagnosticText.Count(models, "other")} {DiagnosticText.Agree(models, "is", "are")} up to date");

    private static async Task TellAsync(bool json, BuildReport report, TextWriter output)
    {
        if (json)
        {
            await output.WriteLineAsync(report.ToJson());
        }
        else
        {
            report.Print(output);
        }
    }

    private static async Task RunAsync(BatchRun run, OpenBatch batch, int asked, TextWriter error, SlowProgress slow, CancellationToken cancellation)
    {
        if (batch.IsResumed)
        {
            await error.WriteLineAsync(FormattableString.Invariant($"This build was begun before: {batch.Folder.Units.Count(u => u.Result is not null)} of {DiagnosticText.Count(batch.Folder.Units.Count, "model")} {DiagnosticText.Agree(batch.Folder.Units.Count, "is", "are")} done."));
        }
        else if (LeftOut(asked - batch.Folder.Units.Count) is { Length: > 0 } leftOut)
        {
            await error.WriteLineAsync($"{DiagnosticText.Count(batch.Folder.Units.Count, "model")} {DiagnosticText.Agree(batch.Folder.Units.Count, "is", "are")} built{leftOut}.");
        }

        var last = default(BatchProgress);
        await run.RunAsync(
            batch.Folder,
            now =>
            {
                if (now != last && slow.Report($"{now.Done} of {DiagnosticText.Count(now.Total, "model")} {DiagnosticText.Agree(now.Total, "is", "are")} done{Failed(now)}; running: {now.Running}, waiting: {now.Waiting}{(now.Word.Length > 0 ? $" ({now.Word})" : string.Empty)}."))
                {
                    last = now;
                }
            },
            cancellation);
    }

    private static string Failed(BatchProgress now) => now.Failed == 0 ? string.Empty : FormattableString.Invariant($", {now.Failed} of them failed");

    private sealed class WarningLines(TextWriter error) : IDiagnosticSink
    {
        public void Report(Diagnostic diagnostic) => error.WriteLine(diagnostic.ToString());
    }
}
