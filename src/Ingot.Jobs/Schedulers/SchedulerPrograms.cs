using System.ComponentModel;
using System.Diagnostics;
using Ingot.Core.Diagnostics;

namespace Ingot.Jobs.Schedulers;

/// <summary>Runs the programs of a scheduler that are installed on this machine.</summary>
/// <param name="prepare">Sets what else a process is started with: its environment goes along to the nodes.</param>
public sealed class SchedulerPrograms(Action<ProcessStartInfo> prepare) : ISchedulerPrograms
{
    /// <inheritdoc/>
    public async Task<ProgramAnswer> RunAsync(string name, IReadOnlyList<string> arguments, string input, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(name, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        prepare(start);
        using var process = Start(start);
        await using var kill = cancellation.Register(process.Kill);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        return new ProgramAnswer(process.ExitCode, await output, await error);
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new IngotException(
                JobDiagnostics.SchedulerRefused.At(
                    SourceLocation.None, $"The program '{start.FileName}' cannot be started on this machine: {SaidText.Of(e.Message)}. Run this where the scheduler's own programs are, such as a cluster's login node, or do the work here with --on local."),
                e);
        }
    }
}
