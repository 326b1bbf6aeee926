namespace Ingot.Core.Importances;

/// <summary>
/// Permutation importance (L. Breiman, "Random forests", Machine Learning 45, 2001): <c>importance.json</c>. Of features that
/// tell the same, each may look worthless, since the model has the other one.
/// </summary>
public sealed record ImportanceReport
{
    /// <summary>The metric whose loss is measured: <c>AUC</c>, <c>RMSE</c> or <c>LogLoss</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>Its value on these rows as they are; NaN when it is undefined for them, and then nothing was measured.</summary>
    public required double Value { get; init; }

    /// <summary>Number of rows that were shuffled and scored.</summary>
    public required int Rows { get; init; }

    /// <summary>Number of reference rows that they were drawn from.</summary>
    public required int ReferenceRows { get; init; }

    /// <summary>How often each column was shuffled.</summary>
    public required int Repeats { get; init; }

    /// <summary>The seed of the drawing and the shuffling.</summary>
    public required int Seed { get; init; }

    /// <summary>Number of features that were not measured, because there are too many: the last ones of the schema.</summary>
    public required int FeaturesLeftOut { get; init; }

    /// <summary>The features, the most important first.</summary>
    public required IReadOnlyList<FeatureImportance> Features { get; init; }
}
