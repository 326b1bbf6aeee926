using System.Diagnostics;
using Ingot.Artifacts;
using Ingot.Core.Diagnostics;
using Ingot.Jobs.Batches;

namespace Ingot.Jobs.Workers;

/// <summary>Does one unit of a batch on this machine, whoever asked for it and however often: a unit with a result is not done again.</summary>
/// <param name="start">The process for a verb of the tool and its arguments.</param>
/// <param name="machine">What this machine is called in results.</param>
/// <param name="time">The clock.</param>
public sealed class UnitWorker(Func<IReadOnlyList<string>, ProcessStartInfo> start, string machine, TimeProvider time)
{
    /// <summary>How long it is waited for a batch that another machine has written, which a network file system may show late.</summary>
    private static readonly TimeSpan Lateness = TimeSpan.FromMinutes(1);

    /// <summary>How long it is waited for what a process that has ended has written.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Waits until this machine sees a batch.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="IngotException">INGOT9306: it is not there after a minute.</exception>
    public async Task<BatchFolder> FindAsync(string folder, CancellationToken cancellation)
    {
        for (var since = time.GetTimestamp(); ; await Task.Delay(Look, time, cancellation))
        {
            if (BatchFolder.Find(folder) is { } batch)
            {
                return batch;
            }

            if (time.GetElapsedTime(since) >= Lateness)
            {
                throw new IngotException(JobDiagnostics.NoBatch.At(
                    new SourceLocation(folder),
                    $"This machine ({machine}) sees no batch in the folder, after a minute: expected its batch.json. The folder must be on a disk that all machines share, at the same path."));
            }
        }
    }

    /// <summary>Waits until this machine sees a submission: it is written later than its batch, and may be seen later.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="name">The submission's name.</param>
    /// <param name="element">The element of the scheduler's array.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The unit that is asked for, by its number.</returns>
    /// <exception cref="IngotException">INGOT9306: it is not there after a minute, or has no such element.</exception>
    public async Task<int> FindUnitAsync(BatchFolder batch, string name, int element, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batch);
        for (var since = time.GetTimestamp(); ; await Task.Delay(Look, time, cancellation))
        {
            if (batch.Submissions.FirstOrDefault(s => s.Content.Name == name) is { Content.Units: { } units } && element >= 0 && element < units.Count)
            {
                return units[element];
            }

            if (time.GetElapsedTime(since) >= Lateness)
            {
                throw new IngotException(JobDiagnostics.NoBatch.At(
                    new SourceLocation(batch.FullPath),
                    $"This machine ({machine}) sees in the batch no submission '{name}' with an element {element}, after a minute. The folder must be on a disk that all machines share, at the same path; such commands are made by dotnet ingot build and are not written by hand."));
            }
        }
    }

    /// <summary>Does a unit, or waits for the one that does it.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="number">The unit's number.</param>
    /// <param name="cancellation">Stops the work: the unit has then no result, and is done again.</param>
    public async Task<UnitResult> RunAsync(BatchFolder batch, int number, CancellationToken cancellation)
    {
        var unit = batch.Units[number];
        var claim = await UnitClaim.TakeAsync(unit, time, cancellation);
        if (claim is null)
        {
            return unit.Result!;
        }

        await using (claim)
        {
            // Between the look and the claim another one may have come to an end.
            if (unit.Result is { } result)
            {
                return result;
            }

            if (unit.Attempts >= batch.Content.MaxAttempts)
            {
                var lost = new LostUnit(JobDiagnostics.UnitLost.Code, FormattableString.Invariant($"it began {unit.Attempts} times and ended with its machine or its process each time"));
                return unit.Keep(new UnitResult(UnitResult.MachineFailed, unit.Attempts, machine, time.GetUtcNow(), 0, lost));
            }

            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, claim.Lost);
            var (attempt, folder) = unit.Begin();
            try
            {
                return await AttemptAsync(batch, unit, attempt, folder, stop.Token);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                AttemptFolders.Stop(folder);
                throw;
            }
        }
    }

    private async Task<UnitResult> AttemptAsync(BatchFolder batch, UnitFolder unit, int number, string folder, CancellationToken cancellation)
    {
        var (started, since) = (time.GetUtcNow(), time.GetTimestamp());
        int exitCode;
        do
        {
            exitCode = await ProcessAsync(batch.Root, unit.Unit, folder, cancellation);
        }
        while (exitCode == WorkerOrder.StartAnew && !cancellation.IsCancellationRequested);

        cancellation.ThrowIfCancellationRequested();
        var result = new UnitResult(exitCode, number, machine, started, time.GetElapsedTime(since).TotalSeconds);

        // What the machine failed at may go well on another one, as long as there are attempts left.
        return result.IsOfTheMachine && number < batch.Content.MaxAttempts ? result : unit.Keep(result);
    }

    private async Task<int> ProcessAsync(string root, WorkUnit unit, string folder, CancellationToken cancellation)
    {
        var info = start(unit.Arguments);
        info.WorkingDirectory = root;
        info.RedirectStandardInput = info.RedirectStandardOutput = info.RedirectStandardError = true;
        using var process = Process.Start(info)!;
        await using var kill = cancellation.Register(() => process.Kill(entireProcessTree: true));
        process.StandardInput.Close();
        var said = Task.WhenAll(
            CopyAsync(process.StandardOutput.BaseStream, Path.Combine(folder, "output.txt")),
            CopyAsync(process.StandardError.BaseStream, Path.Combine(folder, "error.txt")));
        await process.WaitForExitAsync(CancellationToken.None);

        // What the process left behind, such as a compiler's server, may hold its pipes open: nobody waits for that.
        await Task.WhenAny(said, Task.Delay(LastWords, CancellationToken.None));
        return process.ExitCode;
    }

    private static async Task CopyAsync(Stream from, string file)
    {
        await using var to = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        await from.CopyToAsync(to);
    }
}
