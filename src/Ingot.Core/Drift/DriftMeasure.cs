namespace Ingot.Core.Drift;

/// <summary>What is known of a measure of drift without data. A greater value is more drift, and 0 is none, for all of them.</summary>
/// <param name="Name">Such as <c>PSI</c>.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Kinds">The kinds of column that it can measure.</param>
/// <param name="Unit">What its values are measured in.</param>
/// <param name="Greatest">The greatest value that it can have; null when there is none.</param>
/// <param name="Threshold">The threshold when none is given.</param>
/// <param name="ThresholdSource">Where that threshold is from.</param>
/// <param name="Source">Where its definition is from.</param>
public sealed record DriftMeasure(
    string Name,
    string Title,
    IReadOnlyList<DriftColumnKind> Kinds,
    string Unit,
    double? Greatest,
    double Threshold,
    string ThresholdSource,
    string Source)
{
    /// <summary>The most distinct values of the reference that it can measure; null when there is no such bound.</summary>
    public int? MostDistinctValues { get; init; }
}
