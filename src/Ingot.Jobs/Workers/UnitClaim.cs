using Ingot.Artifacts;
using Ingot.Jobs.Batches;

namespace Ingot.Jobs.Workers;

/// <summary>
/// That one process works on a unit, and lives. A scheduler that forgets a job may start it twice: the second one waits for the first, and goes on in its place once the
/// first has shown no life for a while, which is told by what it writes and not by the clocks of two machines.
/// </summary>
internal sealed class UnitClaim : IAsyncDisposable
{
    /// <summary>How often the holder shows that it lives.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    /// <summary>How long a holder that shows no life is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string _file;
    private readonly string _owner;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly Task _beating;

    private UnitClaim(string file, string owner, TimeProvider time)
    {
        (_file, _owner) = (file, owner);
        _beating = BeatAsync(time);
    }

    /// <summary>Ends when somebody else has taken the unit over.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Takes the unit; null when it has got a result meanwhile.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<UnitClaim?> TakeAsync(UnitFolder unit, TimeProvider time, CancellationToken cancellation)
    {
        Directory.CreateDirectory(unit.FullPath);
        var watch = new ClaimWatch(unit.ClaimFile, time);
        while (unit.Result is null)
        {
            if (TryTake(watch, time) is { } claim)
            {
                return claim;
            }

            await Task.Delay(Beat, time, cancellation);
        }

        return null;
    }

    /// <summary>Takes a unit, and does not wait; null: somebody has it who may be alive.</summary>
    /// <param name="watch">What is known of who has it.</param>
    /// <param name="time">The clock.</param>
    public static UnitClaim? TryTake(ClaimWatch watch, TimeProvider time)
    {
        var owner = NewOwner();
        while (!TryCreate(watch.File, owner))
        {
            if (!watch.IsDead(Patience))
            {
                return null;
            }

            Break(watch.File, watch.Seen);
        }

        return new UnitClaim(watch.File, owner, time);
    }

    /// <summary>Takes what is one's own by other means, whoever had it.</summary>
    /// <param name="file">The claim.</param>
    /// <param name="time">The clock.</param>
    public static UnitClaim Replace(string file, TimeProvider time)
    {
        var owner = NewOwner();
        AtomicFile.Write(file, $"{owner}\n0\n");
        return new UnitClaim(file, owner, time);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _beating;
        if (IsOwn())
        {
            File.Delete(_file);
        }

        _stop.Dispose();
        _lost.Dispose();
    }

    private static string NewOwner() => $"{OwnMachine.Name} {Environment.ProcessId} {Guid.NewGuid():N}";

    private static bool TryCreate(string file, string owner)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
            stream.Write(System.Text.Encoding.UTF8.GetBytes($"{owner}\n0\n"));
            return true;
        }
        catch (IOException e) when (SharedLook.SaysItExists(e) || SharedLook.Exists(file))
        {
            return false;
        }
    }

    /// <summary>Takes a claim away whose holder is dead.</summary>
    /// <param name="file">The claim.</param>
    /// <param name="seen">What it said when its holder was found to be dead: one that says something else is left to whoever wrote it.</param>
    internal static void Break(string file, string seen)
    {
        var taken = $"{file}-{Guid.NewGuid():N}";
        try
        {
            File.Move(file, taken);
        }
        catch (FileNotFoundException)
        {
            // Another one was quicker.
            return;
        }

        if (ClaimWatch.Read(taken) != seen)
        {
            GiveBack(taken, file);
        }

        File.Delete(taken);
    }

    // Another one was quicker, and has the unit already; or the holder lives after all.
    private static void GiveBack(string taken, string file)
    {
        try
        {
            File.Move(taken, file, overwrite: false);
        }
        catch (IOException e) when (SharedLook.SaysItExists(e) || SharedLook.Exists(file))
        {
            // A third one has it by now: the holder sees at its next sign of life that it has lost it.
        }
    }

    // A disk that cannot be read for a moment says nothing of who has it.
    private bool IsOwn()
    {
        try
        {
            return ClaimWatch.Read(_file).StartsWith(_owner + "\n", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    private async Task BeatAsync(TimeProvider time)
    {
        for (var count = 1; !_stop.IsCancellationRequested; count++)
        {
            try
            {
                await Task.Delay(Beat, time, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            if (!IsOwn())
            {
                await _lost.CancelAsync();
                return;
            }

            try
            {
                AtomicFile.Write(_file, FormattableString.Invariant($"{_owner}\n{count}\n"));
            }
            catch (IOException)
            {
                // A full disk, or a server that is away for a moment: the next beat may be written, and until then others wait.
            }
        }
    }
}
