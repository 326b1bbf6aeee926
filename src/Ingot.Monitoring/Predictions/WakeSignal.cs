namespace Ingot.Monitoring.Predictions;

/// <summary>Wakes a thread. Unlike an event of the system it need not be freed, so setting it too late does no harm.</summary>
internal sealed class WakeSignal
{
    private readonly object _gate = new();
    private bool _isSet;

    /// <summary>Wakes the thread now, or when it next waits.</summary>
    public void Set()
    {
        lock (_gate)
        {
            _isSet = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Waits until it is set, and resets it.</summary>
    public void Wait()
    {
        lock (_gate)
        {
            while (!_isSet)
            {
                Monitor.Wait(_gate);
            }

            _isSet = false;
        }
    }
}
