using Ingot.Core.Drift;

namespace Ingot.Core.Monitoring;

/// <summary>A <see cref="MonitorMeasurement"/> as the history keeps it. What is null is undefined, not known yet, or not there.</summary>
public sealed record MonitorHistoryMeasurement
{
    /// <summary>A name of <see cref="MonitorCatalog"/>.</summary>
    public required string Name { get; init; }

    /// <summary>The feature; null: none in particular.</summary>
    public string? Column { get; init; }

    /// <summary>The slice; null for all rows.</summary>
    public string? Slice { get; init; }

    /// <summary>What drift was measured by; null: it is no drift.</summary>
    public string? Measure { get; init; }

    /// <summary>The value.</summary>
    public double? Value { get; init; }

    /// <summary>Lower end of the 95 % interval.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end of the 95 % interval.</summary>
    public double? High { get; init; }

    /// <summary>Standard error.</summary>
    public double? StandardError { get; init; }

    /// <summary>Rows, requests or labels that it was measured from.</summary>
    public required long Rows { get; init; }

    /// <summary>The same of the reference.</summary>
    public double? Reference { get; init; }

    /// <summary>The standard error of <see cref="Reference"/>.</summary>
    public double? ReferenceStandardError { get; init; }

    /// <summary>The threshold that it has by itself.</summary>
    public double? Threshold { get; init; }

    /// <summary>What came of it beside its own threshold, or beside the reference where it has none; null: there was nothing to judge it by.</summary>
    public DriftOutcome? Outcome { get; init; }

    /// <summary>Why there is no value yet.</summary>
    public string? NotYet { get; init; }

    /// <summary>What is kept of a measurement.</summary>
    /// <param name="measured">The measurement.</param>
    /// <param name="higherIsBetter">The direction.</param>
    public static MonitorHistoryMeasurement Of(MonitorMeasurement measured, bool higherIsBetter)
    {
        ArgumentNullException.ThrowIfNull(measured);
        var outcome = MonitorOutcome.Of(measured, measured.Threshold, higherIsBetter);
        return new MonitorHistoryMeasurement
        {
            Name = measured.Name,
            Column = measured.Column,
            Slice = measured.Slice,
            Measure = measured.Measure,
            Value = Known(measured.Value),
            Low = Known(measured.Low),
            High = Known(measured.High),
            StandardError = Known(measured.StandardError),
            Rows = measured.Rows,
            Reference = Known(measured.Reference),
            ReferenceStandardError = Known(measured.ReferenceStandardError),
            Threshold = Known(measured.Threshold),
            Outcome = outcome == DriftOutcome.NotYet && measured.NotYet is null ? null : outcome,
            NotYet = measured.NotYet,
        };
    }

    /// <summary>The measurement again.</summary>
    public MonitorMeasurement ToMeasurement() => new()
    {
        Name = Name,
        Column = Column,
        Slice = Slice,
        Measure = Measure,
        Value = Value ?? double.NaN,
        Low = Low ?? double.NaN,
        High = High ?? double.NaN,
        StandardError = StandardError ?? double.NaN,
        Rows = Rows,
        Reference = Reference ?? double.NaN,
        ReferenceStandardError = ReferenceStandardError ?? double.NaN,
        Threshold = Threshold ?? double.NaN,
        NotYet = NotYet,
    };

    // JSON has no infinite numbers.
    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
