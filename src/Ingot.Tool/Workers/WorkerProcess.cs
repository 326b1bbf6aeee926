using System.Runtime.InteropServices;
using System.Text;
using Ingot.Artifacts;
using Ingot.Core.Diagnostics;
using Ingot.Core.Platforms;
using Ingot.Pipeline;

namespace Ingot.Tool.Workers;

/// <summary>What every verb has that the MSBuild tasks start: it can be stopped, it dies with its parent, and whatever happens gets a code.</summary>
internal static class WorkerProcess
{
    /// <summary>Runs the verb's work.</summary>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="parent">The process with which this one ends; 0: none.</param>
    /// <param name="work">The work.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string name, int parent, Func<ConsoleOutput, CancellationToken, Task<StageOutcome>> work)
    {
        // The tasks read UTF-8. The console's own encoding is on Windows a code page, which has not the letters of every path.
        await using var writer = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var output = new ConsoleOutput(writer);
        using var stop = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, c => Stop(c, stop));
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, c => Stop(c, stop));
        using var watch = ParentWatch.Start(parent, stop);
        if (NativeLibraryFault.FindUnsupported() is { } unsupported)
        {
            output.Report(unsupported);
            return (int)StageOutcome.Infrastructure;
        }

        try
        {
            return (int)await work(output, stop.Token);
        }
        catch (OperationCanceledException)
        {
            return (int)StageOutcome.Infrastructure;
        }
        catch (IngotException e)
        {
            output.Report(e.Diagnostic);
            return (int)StageOutcomes.OfBrokenOff(e.Diagnostic);
        }
        catch (Exception e) when (NativeLibraryFault.Find(e) is { } fault)
        {
            output.Report(fault);
            output.Detail(e.ToString());
            return (int)StageOutcome.Infrastructure;
        }
#pragma warning disable CA1031 // The worker's last line of defence: whatever happened gets a code.
        catch (Exception e)
#pragma warning restore CA1031
        {
            output.Report(InfrastructureDiagnostics.Unexpected.At(
                SourceLocation.None,
                $"{name} ended with an unexpected {e.GetType().Name}: {e.Message.TrimEnd('.')}. This is a defect of Ingot; please report it with the detailed log."));
            output.Detail(e.ToString());
            return (int)StageOutcome.Infrastructure;
        }
    }

    /// <summary>Ends this process, for whoever started it to start it again. What hangs in native code cannot be waited for.</summary>
    public static void StartAnew() => Environment.Exit(WorkerOrder.StartAnew);

    private static void Stop(PosixSignalContext context, CancellationTokenSource stop)
    {
        context.Cancel = true;
        stop.Cancel();
    }
}
