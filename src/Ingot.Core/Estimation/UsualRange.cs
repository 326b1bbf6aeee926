namespace Ingot.Core.Estimation;

/// <summary>The range in which a metric is as usual.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="Low">Its lower end; NaN where there is none.</param>
/// <param name="High">Its upper end; NaN where there is none.</param>
/// <param name="Source">Where it is from.</param>
/// <param name="Mean">The mean over the reference's chunks, or the value on the reference; NaN where someone has said the range.</param>
/// <param name="Deviation">The standard deviation between chunks, or what stands for it; NaN likewise.</param>
/// <param name="Chunks">Number of chunks that it is from; 0 where it is not from chunks.</param>
public sealed record UsualRange(
    string Metric, double Low, double High, RangeSource Source, double Mean = double.NaN, double Deviation = double.NaN, int Chunks = 0);
