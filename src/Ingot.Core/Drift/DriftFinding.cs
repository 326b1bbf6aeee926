namespace Ingot.Core.Drift;

/// <summary>What one measure finds in one column of one window: the one object behind files, pages, gates, metrics and alerts.</summary>
public sealed record DriftFinding
{
    /// <summary>The column.</summary>
    public required string Column { get; init; }

    /// <summary>The measure's name, see <see cref="DriftMeasureCatalog"/>.</summary>
    public required string Measure { get; init; }

    /// <summary>What effect, interval and threshold are measured in.</summary>
    public required string Unit { get; init; }

    /// <summary>The conclusion.</summary>
    public required DriftOutcome Outcome { get; init; }

    /// <summary>The estimate of the true difference: the observed one without what chance adds; NaN when it is not defined.</summary>
    public required double Effect { get; init; }

    /// <summary>Lower end of the effect's interval.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end.</summary>
    public required double High { get; init; }

    /// <summary>Confidence of the interval.</summary>
    public required double Confidence { get; init; }

    /// <summary>The measure of the two samples as they are, which is what other tools show.</summary>
    public required double Observed { get; init; }

    /// <summary>The probability of such a difference without a change.</summary>
    public required double PValue { get; init; }

    /// <summary>The same corrected for the other findings of its family; as it was until <see cref="DriftFindings.Correct"/> is called.</summary>
    public required double CorrectedPValue { get; init; }

    /// <summary>What the effect is compared with.</summary>
    public required DriftThreshold Threshold { get; init; }

    /// <summary>Rows of the reference that have a value.</summary>
    public required long ReferenceRows { get; init; }

    /// <summary>Rows of the window that have a value.</summary>
    public required long CurrentRows { get; init; }

    /// <summary>Rows of the reference without a value.</summary>
    public required long ReferenceMissing { get; init; }

    /// <summary>Rows of the window without a value.</summary>
    public required long CurrentMissing { get; init; }

    /// <summary>How interval and p-value were found.</summary>
    public required string Method { get; init; }

    /// <summary>What else has to be known: infinities that a distance leaves out, categories that are counted together, unseen ones.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Whether the ends of <see cref="Bins"/> are instants, in microseconds of UTC since 1970.</summary>
    public bool IsDate { get; init; }

    /// <summary>Both distributions: bins of numbers in their order, or categories, the most frequent one first.</summary>
    public required IReadOnlyList<DriftBin> Bins { get; init; }
}
