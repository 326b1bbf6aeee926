namespace Ingot.Core.Metrics;

/// <summary>One metric on one part of the reference data.</summary>
public sealed record MetricResult
{
    /// <summary>The metric's name, such as <c>AUC</c> or <c>Recall[T]</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Which data: <c>reference</c>.</summary>
    public string Data { get; init; } = "reference";

    /// <summary>The slice, such as <c>contract=Two year</c>; null for all rows.</summary>
    public string? Slice { get; init; }

    /// <summary>The value; NaN when it is undefined for these rows (AUC of one class).</summary>
    public required double Value { get; init; }

    /// <summary>Lower end of the 95 % interval; NaN when there is none.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>Upper end of the 95 % interval; NaN when there is none.</summary>
    public double High { get; init; } = double.NaN;

    /// <summary>Standard error; NaN when there is none.</summary>
    public double StandardError { get; init; } = double.NaN;

    /// <summary>Number of rows that it was computed from.</summary>
    public required long Rows { get; init; }
}
