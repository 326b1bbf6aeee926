using System.Collections.Concurrent;

namespace Ingot.Monitoring.Predictions;

/// <summary>What waits to be written. Neither the number nor the size of it goes beyond its limits.</summary>
/// <param name="capacity">How many may wait.</param>
/// <param name="capacityBytes">How many bytes they may take.</param>
internal sealed class PendingItems(int capacity, long capacityBytes)
{
    private readonly ConcurrentQueue<LogItem> _items = new();
    private long _count;
    private long _bytes;

    public long Count => Interlocked.Read(ref _count);

    /// <summary>Whether enough waits to be written before its time.</summary>
    public bool IsHalfFull => Count > capacity / 2 || Interlocked.Read(ref _bytes) > capacityBytes / 2;

    /// <summary>Never waits; false when there is no room.</summary>
    public bool TryAdd(LogItem item)
    {
        if (Interlocked.Increment(ref _count) > capacity)
        {
            Interlocked.Decrement(ref _count);
            return false;
        }

        if (Interlocked.Add(ref _bytes, item.Bytes) > capacityBytes)
        {
            Free(1, item.Bytes);
            return false;
        }

        _items.Enqueue(item);
        return true;
    }

    /// <summary>Takes the oldest out; it keeps its room until it is freed.</summary>
    public bool TryTake(out LogItem item) => _items.TryDequeue(out item!);

    /// <summary>Puts back items that were taken out and not freed: they have kept their room.</summary>
    public void Return(IEnumerable<LogItem> items)
    {
        foreach (var item in items)
        {
            _items.Enqueue(item);
        }
    }

    /// <summary>Gives back the room of items that were taken out.</summary>
    public void Free(int count, long bytes)
    {
        Interlocked.Add(ref _bytes, -bytes);
        Interlocked.Add(ref _count, -count);
    }
}
