namespace Ingot.Serving.Models;

/// <summary>Cancels what several wait for, when the last of them has given up.</summary>
internal sealed class JointCancellation : IDisposable
{
    private readonly CancellationTokenSource _all = new();
    private readonly CancellationTokenRegistration[] _registrations;
    private int _waiting;

    public JointCancellation(IReadOnlyCollection<CancellationToken> each)
    {
        _waiting = each.Count;
        _registrations = [.. each.Select(c => c.UnsafeRegister(static o => ((JointCancellation)o!).GiveUp(), this))];
    }

    /// <summary>Cancelled when all are.</summary>
    public CancellationToken Token => _all.Token;

    public void Dispose()
    {
        // It waits for a callback that is under way.
        Array.ForEach(_registrations, r => r.Dispose());
        _all.Dispose();
    }

    private void GiveUp()
    {
        if (Interlocked.Decrement(ref _waiting) == 0)
        {
            _all.Cancel();
        }
    }
}
