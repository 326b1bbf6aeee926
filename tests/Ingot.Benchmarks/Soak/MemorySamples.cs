namespace Ingot.Benchmarks.Soak;

/// <summary>What a process has of memory over time.</summary>
internal sealed class MemorySamples
{
    private readonly List<double> _megabytes = [];

    public double Largest => _megabytes.Max();

    public void Add(long bytes) => _megabytes.Add(bytes / 1048576.0);

    /// <summary>The median of a part of the time.</summary>
    /// <param name="from">Where it begins, 0 to 1.</param>
    /// <param name="to">Where it ends, 0 to 1.</param>
    public double Median(double from, double to)
    {
        var part = _megabytes.Skip((int)(_megabytes.Count * from)).Take(Math.Max(1, (int)(_megabytes.Count * (to - from)))).Order().ToList();
        return part[part.Count / 2];
    }
}
