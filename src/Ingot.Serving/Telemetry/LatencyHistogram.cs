namespace Ingot.Serving.Telemetry;

/// <summary>
/// Durations in buckets whose bounds grow by an eighth of an octave, from a microsecond to about two minutes: a percentile is
/// right to 9 percent. Any number of threads may add.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int BucketsOfOctave = 8;
    private readonly long[] _counts = new long[27 * BucketsOfOctave];

    public void Add(TimeSpan duration)
    {
        var microseconds = Math.Max(1, duration.TotalMicroseconds);
        var bucket = (int)(Math.Log2(microseconds) * BucketsOfOctave);
        Interlocked.Increment(ref _counts[Math.Min(bucket, _counts.Length - 1)]);
    }

    /// <summary>The upper bound of the bucket in which a share of the durations has been reached; zero when there are none.</summary>
    /// <param name="share">0 to 1, such as 0.99.</param>
    public TimeSpan Percentile(double share)
    {
        var total = Total();
        var wanted = (long)Math.Ceiling(total * share);
        long seen = 0;
        for (var i = 0; i < _counts.Length && total > 0; i++)
        {
            seen += Volatile.Read(ref _counts[i]);
            if (seen >= wanted)
            {
                return TimeSpan.FromMicroseconds(Math.Pow(2, (i + 1.0) / BucketsOfOctave));
            }
        }

        return TimeSpan.Zero;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => Array.Clear(_counts);

    private long Total()
    {
        long total = 0;
        foreach (ref var count in _counts.AsSpan())
        {
            total += Volatile.Read(ref count);
        }

        return total;
    }
}
