using Ingot.Core.Diagnostics;
using Ingot.Jobs.Batches;
using Ingot.Jobs.Schedulers;

namespace Ingot.Jobs;

/// <summary>
/// Brings a batch to its end: hands units to a scheduler, and again those that it lost. What counts is the folder alone; the scheduler only says for which units it is
/// still worth waiting.
/// </summary>
/// <param name="scheduler">The scheduler.</param>
/// <param name="time">The clock.</param>
/// <param name="diagnostics">Is told of units that are done again (INGOT9304).</param>
public sealed class BatchRun(IScheduler scheduler, TimeProvider time, IDiagnosticSink diagnostics)
{
    private readonly Dictionary<int, long> _goneSince = [];

    // Exit codes by unit: a result stands, and is read once.
    private readonly Dictionary<int, int> _ends = [];

    /// <summary>Hands over what nobody works on, and does not wait for it.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>How many units that is.</returns>
    /// <exception cref="IngotException">INGOT9301: the scheduler refused.</exception>
    public async Task<int> SubmitAsync(BatchFolder batch, CancellationToken cancellation)
    {
        var known = await StatesAsync(batch, cancellation);
        List<int> units = [.. OpenOf(batch).Where(i => known?.ContainsKey(i) != true)];
        await SubmitAsync(batch, units, cancellation);
        return units.Count;
    }

    /// <summary>Hands over what nobody works on, and waits until every unit has a result.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="progress">Is told how far it is, as often as the scheduler is asked.</param>
    /// <param name="cancellation">Stops it: what was handed over is cancelled.</param>
    /// <exception cref="IngotException">INGOT9301: the scheduler refused.</exception>
    public async Task RunAsync(BatchFolder batch, Action<BatchProgress> progress, CancellationToken cancellation)
    {
        try
        {
            await SubmitAsync(batch, cancellation);
            while (true)
            {
                var open = OpenOf(batch);
                var known = open.Count == 0 ? null : await StatesAsync(batch, cancellation);
                progress(ProgressOf(batch, open, known));
                if (open.Count == 0)
                {
                    return;
                }

                if (known is not null)
                {
                    await DecideAsync(batch, open, known, cancellation);
                }

                await Task.Delay(scheduler.Interval, time, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await CancelAsync(batch);
            throw;
        }
    }

    // Whoever stopped must hear of what goes on all the same.
    private async Task CancelAsync(BatchFolder batch)
    {
        foreach (var submission in batch.Submissions)
        {
            try
            {
                await scheduler.CancelAsync(submission);
                submission.Withdraw();
            }
            catch (IngotException e)
            {
                diagnostics.Report(JobDiagnostics.NotCancelled.At(SourceLocation.None, $"The job '{submission.Content.Name}' could not be cancelled, and may go on: {e.Diagnostic.Message}"));
            }
        }
    }

    private List<int> OpenOf(BatchFolder batch)
    {
        var open = new List<int>();
        for (var unit = 0; unit < batch.Units.Count; unit++)
        {
            if (_ends.ContainsKey(unit))
            {
                continue;
            }

            if (batch.Units[unit].Result is { } result)
            {
                _ends[unit] = result.ExitCode;
            }
            else
            {
                open.Add(unit);
            }
        }

        return open;
    }

    private BatchProgress ProgressOf(BatchFolder batch, List<int> open, IReadOnlyDictionary<int, UnitStatus>? known)
    {
        var done = batch.Units.Count - open.Count;
        var failed = _ends.Values.Count(e => e != 0);
        if (known is null)
        {
            return new BatchProgress(done, failed, 0, 0, batch.Units.Count, open.Count == 0 ? string.Empty : $"{scheduler.Name} does not answer");
        }

        var states = open.Select(i => known.GetValueOrDefault(i, UnitStatus.Unknown)).ToList();
        var waiting = states.Where(s => s.State == UnitState.Waiting).ToList();
        return new BatchProgress(done, failed, states.Count(s => s.State == UnitState.Running), waiting.Count, batch.Units.Count, waiting.Select(s => s.Word).FirstOrDefault(string.Empty));
    }

    private async Task DecideAsync(BatchFolder batch, List<int> open, IReadOnlyDictionary<int, UnitStatus> known, CancellationToken cancellation)
    {
        var again = new List<int>();
        foreach (var unit in open)
        {
            var status = known.GetValueOrDefault(unit, UnitStatus.Unknown);
            if (status.State is UnitState.Waiting or UnitState.Running)
            {
                _goneSince.Remove(unit);
            }
            else if (!_goneSince.TryGetValue(unit, out var since))
            {
                _goneSince[unit] = time.GetTimestamp();
            }
            else if (time.GetElapsedTime(since) >= scheduler.Lateness && batch.Units[unit].Result is null)
            {
                _goneSince.Remove(unit);
                var times = batch.Submissions.Count(s => !s.IsWithdrawn && s.Content.Units.Contains(unit));
                if (status.State == UnitState.Ended)
                {
                    End(batch.Units[unit], JobDiagnostics.UnitEnded, $"{scheduler.Name} ended it: {status.Word}");
                }
                else if (times >= batch.Content.MaxAttempts)
                {
                    End(batch.Units[unit], JobDiagnostics.UnitLost, FormattableString.Invariant($"{scheduler.Name} was handed it {times} times and brought no result: {status.Word}"));
                }
                else
                {
                    again.Add(unit);
                    diagnostics.Report(JobDiagnostics.UnitRepeated.At(
                        SourceLocation.None, $"'{batch.Content.Units[unit].Name}' has no result, and {scheduler.Name} no longer works on it ({status.Word}): it is done again."));
                }
            }
        }

        await SubmitAsync(batch, again, cancellation);
    }

    private void End(UnitFolder unit, DiagnosticDescriptor code, string reason) =>
        unit.Keep(new UnitResult(UnitResult.MachineFailed, unit.Attempts, string.Empty, time.GetUtcNow(), 0, new LostUnit(code.Code, reason)));

    private async Task SubmitAsync(BatchFolder batch, List<int> units, CancellationToken cancellation)
    {
        if (units.Count == 0)
        {
            return;
        }

        foreach (var part in units.Chunk(await scheduler.MaxUnitsAsync(cancellation)))
        {
            var submission = batch.Submit(scheduler.Name, part);
            try
            {
                submission.Accept(await scheduler.SubmitAsync(batch, submission, cancellation));
            }
            catch (IngotException)
            {
                // What never began is no attempt.
                submission.Withdraw();
                throw;
            }
        }
    }

    // The last submission of a unit is the one that counts.
    private async Task<Dictionary<int, UnitStatus>?> StatesAsync(BatchFolder batch, CancellationToken cancellation)
    {
        var all = new Dictionary<int, UnitStatus>();
        foreach (var submission in batch.Submissions.Where(s => s.Content.Scheduler == scheduler.Name && !s.IsWithdrawn))
        {
            if (await scheduler.StatesAsync(submission, cancellation) is not { } states)
            {
                return null;
            }

            foreach (var (unit, status) in states)
            {
                all[unit] = status;
            }
        }

        return all;
    }
}
