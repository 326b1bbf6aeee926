using Ingot.Core.Statistics;

namespace Ingot.Core.Curves;

/// <summary>Rows of about the same predicted probability, and how often they really were positive.</summary>
/// <param name="Low">The bin's lower end, not in it (but 0 is in the first).</param>
/// <param name="High">Its upper end, in it.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="MeanScore">Their mean predicted probability.</param>
/// <param name="Observed">The share of them that is positive, with Wilson's 95 % interval.</param>
public sealed record CalibrationBin(double Low, double High, long Rows, double MeanScore, Interval Observed);
