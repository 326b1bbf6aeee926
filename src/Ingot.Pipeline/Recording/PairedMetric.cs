namespace Ingot.Pipeline.Recording;

/// <summary>One metric of two runs on the same rows.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Improvement">How much better the second run is, in the metric's unit; below 0 when it is worse.</param>
/// <param name="Low">Lower end of its paired 95 % interval.</param>
/// <param name="High">Upper end.</param>
public sealed record PairedMetric(string Metric, double Improvement, double Low, double High)
{
    /// <summary>Whether the difference is more than the chance of these rows: the interval does not hold 0.</summary>
    public bool IsMoreThanNoise => Low > 0 || High < 0;
}
