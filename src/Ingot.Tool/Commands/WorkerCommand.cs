using System.CommandLine;
using System.Runtime.InteropServices;
using Ingot.Core.Diagnostics;
using Ingot.Pipeline;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Commands;

/// <summary><c>worker &lt;stage&gt;</c>: what the MSBuild tasks start. Not for people, hence hidden.</summary>
internal static class WorkerCommand
{
    public static Command Create()
    {
        var stage = new Argument<string>("stage");
        var project = new Option<string>("--project") { Required = true };
        var folder = new Option<string>("--folder") { Required = true };
        var threads = new Option<int>("--threads") { DefaultValueFactory = _ => 1 };
        var parent = new Option<int>("--parent");
        var command = new Command("worker", "Run one stage for MSBuild.") { stage, project, folder, threads, parent };
        command.Hidden = true;
        command.SetAction(parsed => (int)Run(
            parsed.GetValue(stage)!,
            parsed.GetValue(project)!,
            parsed.GetValue(folder)!,
            parsed.GetValue(threads),
            parsed.GetValue(parent)));
        return command;
    }

    private static StageOutcome Run(string stageName, string project, string folder, int threads, int parent)
    {
        var output = new ConsoleOutput(Console.Out);
        output.ProcessId(Environment.ProcessId);
        using var stop = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, c => Stop(c, stop));
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, c => Stop(c, stop));
        using var watch = ParentWatch.Start(parent, stop);
        try
        {
            var stage = Stage.Find(stageName) ?? throw new ArgumentException($"There is no stage '{stageName}'.", nameof(stageName));
            return new StageRunner(output, output).Run(stage, project, folder, Math.Max(threads, 1), stop.Token);
        }
        catch (OperationCanceledException)
        {
            return StageOutcome.Infrastructure;
        }
#pragma warning disable CA1031 // The worker's last line of defence: whatever happened gets a code.
        catch (Exception e)
#pragma warning restore CA1031
        {
            output.Report(InfrastructureDiagnostics.Unexpected.At(
                SourceLocation.None,
                $"{stageName} ended with an unexpected {e.GetType().Name}: {e.Message} This is a defect of Ingot; please report it with the detailed log."));
            output.Detail(e.ToString());
            return StageOutcome.Infrastructure;
        }
    }

    private static void Stop(PosixSignalContext context, CancellationTokenSource stop)
    {
        context.Cancel = true;
        stop.Cancel();
    }
}
