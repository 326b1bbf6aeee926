namespace Ingot.Pipeline.Search;

/// <summary>Waits for something to come to an end, and no longer than a while: what hangs in native code is ended only with its process.</summary>
internal sealed class HangWatch : IDisposable
{
    private const int Ended = 1;
    private const int Hung = 2;

    private readonly Timer _timer;
    private int _state;

    /// <summary>Begins to wait.</summary>
    /// <param name="patience">How long.</param>
    /// <param name="hung">Called once when it is over: it ends the process.</param>
    public HangWatch(TimeSpan patience, Action hung) => _timer = new Timer(
        _ =>
        {
            if (Interlocked.CompareExchange(ref _state, Hung, 0) == 0)
            {
                hung();
            }
        },
        null,
        patience,
        Timeout.InfiniteTimeSpan);

    /// <summary>It has come to an end. When that was too late this does not return: the process ends, and what it says of itself stands.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        if (Interlocked.CompareExchange(ref _state, Ended, 0) == Hung)
        {
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
