namespace Ingot.Core.Slices;

/// <summary>Where a model is worst: <c>slices.json</c>.</summary>
public sealed record SlicesReport
{
    /// <summary>The metric, the mean of a loss per row: <c>LogLoss</c>, or <c>MAE</c> of a regression.</summary>
    public required string Metric { get; init; }

    /// <summary>Number of reference rows.</summary>
    public required long Rows { get; init; }

    /// <summary>Number of columns whose values were slices.</summary>
    public required int Columns { get; init; }

    /// <summary>Number of columns whose pairs of values were slices too; fewer where rows and columns are many.</summary>
    public required int PairedColumns { get; init; }

    /// <summary>Number of slices that had enough rows and were tested.</summary>
    public required int Tested { get; init; }

    /// <summary>The weak slices, the most significant first, and then the worst of the others: 20 in all, or as many as are weak.</summary>
    public required IReadOnlyList<FoundSlice> Slices { get; init; }
}
