namespace Ingot.Core.Monitoring;

/// <summary>
/// One thing that was measured in one window of production. Every view takes it from here: gates, report, page, exported metrics and alerts.
/// </summary>
public sealed record MonitorMeasurement
{
    /// <summary>A name of <see cref="MonitorCatalog"/>.</summary>
    public required string Name { get; init; }

    /// <summary>The feature; null: none in particular.</summary>
    public string? Column { get; init; }

    /// <summary>The slice, such as <c>contract=Two year</c>; null for all rows.</summary>
    public string? Slice { get; init; }

    /// <summary>What drift was measured by, such as <c>PSI</c>; null: it is no drift.</summary>
    public string? Measure { get; init; }

    /// <summary>The value; NaN when it is undefined or not known yet.</summary>
    public required double Value { get; init; }

    /// <summary>Lower end of the 95 % interval; NaN when there is none.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>Upper end of the 95 % interval; NaN when there is none.</summary>
    public double High { get; init; } = double.NaN;

    /// <summary>Standard error; NaN when there is none.</summary>
    public double StandardError { get; init; } = double.NaN;

    /// <summary>Rows, requests or labels that it was measured from.</summary>
    public required long Rows { get; init; }

    /// <summary>The same of the reference; NaN when it has none.</summary>
    public double Reference { get; init; } = double.NaN;

    /// <summary>The standard error of <see cref="Reference"/>; NaN when there is none.</summary>
    public double ReferenceStandardError { get; init; } = double.NaN;

    /// <summary>Rows of the reference that it was compared with; 0: none.</summary>
    public long ReferenceRows { get; init; }

    /// <summary>The p-value of "nothing has changed"; NaN when there is none.</summary>
    public double PValue { get; init; } = double.NaN;

    /// <summary>The same corrected for the number of columns; NaN when there is none.</summary>
    public double AdjustedPValue { get; init; } = double.NaN;

    /// <summary>The threshold that it has by itself: the drift measure's, or the reference's own variation; NaN when it has none.</summary>
    public double Threshold { get; init; } = double.NaN;

    /// <summary>Where <see cref="Threshold"/> is from, to follow "of"; null when there is none.</summary>
    public string? ThresholdSource { get; init; }

    /// <summary>Why there is no value yet, such as too few labels; null: there is one.</summary>
    public string? NotYet { get; init; }
}
