using Ingot.Jobs.Workers;

namespace Ingot.Jobs.Queues;

/// <summary>Does units of a queue on this machine, one after the other, until its crew is sent home or nobody asks any more.</summary>
/// <param name="crew">The crew that it belongs to.</param>
/// <param name="time">The clock.</param>
public sealed class QueueWorker(CrewFolder crew, TimeProvider time)
{
    /// <summary>How long it is waited for one who asks and shows no life: a search that was killed may be started again.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private readonly Dictionary<string, ClaimWatch> _claims = new(StringComparer.Ordinal);

    /// <summary>Works.</summary>
    /// <param name="work">Does a unit and gives the answer.</param>
    /// <param name="lost">The answer of a unit that began as often as it may and never ended.</param>
    /// <param name="cancellation">Stops it; the unit has then no answer, and is done again.</param>
    public async Task RunAsync(Func<QueuedUnit, CancellationToken, string> work, string lost, CancellationToken cancellation)
    {
        var asker = new ClaimWatch(crew.AskerFile, time);
        while (!crew.IsClosed && !asker.IsDead(Patience))
        {
            if (!await TakeOneAsync(work, lost, cancellation))
            {
                await Task.Delay(Look, time, cancellation);
            }
        }
    }

    private async Task<bool> TakeOneAsync(Func<QueuedUnit, CancellationToken, string> work, string lost, CancellationToken cancellation)
    {
        foreach (var unit in crew.Queue.Open.Where(u => u.Answer is null))
        {
            if (!_claims.TryGetValue(unit.Name, out var watch))
            {
                _claims[unit.Name] = watch = new ClaimWatch(unit.ClaimFile, time);
            }

            if (UnitClaim.TryTake(watch, time) is not { } claim)
            {
                continue;
            }

            await using (claim)
            {
                await DoAsync(unit, claim, work, lost, cancellation);
            }

            return true;
        }

        return false;
    }

    private async Task DoAsync(QueuedUnit unit, UnitClaim claim, Func<QueuedUnit, CancellationToken, string> work, string lost, CancellationToken cancellation)
    {
        // Between the look and the claim another one may have come to an end.
        if (unit.Answer is not null)
        {
            return;
        }

        if (unit.Attempts >= crew.Batch.Content.MaxAttempts)
        {
            unit.Keep(lost);
            return;
        }

        unit.Begin();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, claim.Lost);
        try
        {
            unit.Keep(await Task.Run(() => work(unit, stop.Token), CancellationToken.None));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Another one has taken it over.
        }
    }
}
