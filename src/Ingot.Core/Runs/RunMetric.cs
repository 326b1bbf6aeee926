namespace Ingot.Core.Runs;

/// <summary>One metric of a run.</summary>
public sealed record RunMetric
{
    /// <summary>Its name, such as <c>AUC</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Which data: <c>reference</c>, <c>validation</c>.</summary>
    public string Data { get; init; } = "reference";

    /// <summary>The slice; null for all rows.</summary>
    public string? Slice { get; init; }

    /// <summary>Its value; NaN when it is undefined.</summary>
    public required double Value { get; init; }

    /// <summary>Lower end of the 95 % interval; NaN when there is none.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>Upper end of the 95 % interval; NaN when there is none.</summary>
    public double High { get; init; } = double.NaN;

    /// <summary>Rows that it was computed from; null when nobody said.</summary>
    public long? Rows { get; init; }

    /// <summary>Whether a greater value is the better one; null when nobody said.</summary>
    public bool? HigherIsBetter { get; init; }
}
