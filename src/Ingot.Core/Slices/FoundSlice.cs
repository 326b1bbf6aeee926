namespace Ingot.Core.Slices;

/// <summary>A part of the reference data and how the model does on it: an element of <c>slices.json</c>.</summary>
public sealed record FoundSlice
{
    /// <summary>The slice, such as <c>contract=Two year</c> or <c>tenure &lt; 9, contract=Two year</c>.</summary>
    public required string Slice { get; init; }

    /// <summary>The same as an SQL condition over the reference data.</summary>
    public required string Where { get; init; }

    /// <summary>Number of rows.</summary>
    public required long Rows { get; init; }

    /// <summary>The metric on the slice.</summary>
    public required double Value { get; init; }

    /// <summary>The metric on all other rows.</summary>
    public required double Rest { get; init; }

    /// <summary>The value less that of the rest; above 0 is worse.</summary>
    public required double Difference { get; init; }

    /// <summary>Lower end of its 95 % interval, not corrected for the number of slices.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end of its 95 % interval, not corrected for the number of slices.</summary>
    public required double High { get; init; }

    /// <summary>The difference in standard deviations of a row.</summary>
    public required double EffectSize { get; init; }

    /// <summary>One-sided p-value of Welch's test: that the slice is no worse.</summary>
    public required double PValue { get; init; }

    /// <summary>The same after Holm's correction over all slices that were tested.</summary>
    public required double AdjustedPValue { get; init; }

    /// <summary>Whether the model is weak on it.</summary>
    public required bool Weak { get; init; }

    /// <summary>Whether a gate may name it as it is; else it needs a <c>Slice</c> item with the condition.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsValue { get; init; }
}
