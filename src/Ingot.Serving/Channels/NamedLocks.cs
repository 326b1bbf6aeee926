namespace Ingot.Serving.Channels;

/// <summary>One lock a name, without regard to case as NuGet compares ids: whoever waits waits for the same name only.</summary>
internal sealed class NamedLocks
{
    private readonly Dictionary<string, Holder> _holders = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits for a name's lock.</summary>
    /// <returns>Disposing it gives the lock back.</returns>
    public async Task<IDisposable> EnterAsync(string name, CancellationToken cancellation)
    {
        var holder = Of(name);
        try
        {
            await holder.Gate.WaitAsync(cancellation);
            return new Held(this, name, holder);
        }
        catch
        {
            Leave(name, holder);
            throw;
        }
    }

    /// <summary>Takes a name's lock; null when somebody has it.</summary>
    public IDisposable? TryEnter(string name)
    {
        var holder = Of(name);
        if (holder.Gate.Wait(0))
        {
            return new Held(this, name, holder);
        }

        Leave(name, holder);
        return null;
    }

    // Names come from requests: one is kept only as long as somebody has or wants it.
    private Holder Of(string name)
    {
        lock (_holders)
        {
            if (!_holders.TryGetValue(name, out var holder))
            {
                _holders.Add(name, holder = new Holder());
            }

            holder.Users++;
            return holder;
        }
    }

    private void Leave(string name, Holder holder)
    {
        lock (_holders)
        {
            if (--holder.Users == 0)
            {
                _holders.Remove(name);
                holder.Gate.Dispose();
            }
        }
    }

    private sealed class Holder
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public int Users { get; set; }
    }

    private sealed class Held(NamedLocks locks, string name, Holder holder) : IDisposable
    {
        public void Dispose()
        {
            holder.Gate.Release();
            locks.Leave(name, holder);
        }
    }
}
