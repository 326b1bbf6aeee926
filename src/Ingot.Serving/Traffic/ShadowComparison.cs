namespace Ingot.Serving.Traffic;

/// <summary>How far a shadow and the serving version agree since the shadow was loaded.</summary>
/// <param name="Rows">Rows that both scored.</param>
/// <param name="DifferentLabels">Rows for which they predict another class, or only one of them has a score.</param>
/// <param name="MeanDifference">Mean absolute difference of probability, probabilities or predicted number; for several classes the greatest one's.</param>
/// <param name="GreatestDifference">The greatest of these differences.</param>
/// <param name="FailedRequests">Requests that the shadow could not score.</param>
/// <param name="DroppedRequests">Requests that it was not asked, because it was too slow.</param>
public sealed record ShadowComparison(long Rows, long DifferentLabels, double MeanDifference, double GreatestDifference, long FailedRequests, long DroppedRequests);
