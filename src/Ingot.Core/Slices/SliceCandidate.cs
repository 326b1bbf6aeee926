namespace Ingot.Core.Slices;

/// <summary>A slice that was tested.</summary>
/// <param name="Bins">Its values: one, or one of each of two columns.</param>
/// <param name="Parents">Of a pair the slices of either value.</param>
/// <param name="Sums">Its losses.</param>
/// <param name="All">Those of all rows.</param>
internal sealed record SliceCandidate(IReadOnlyList<SliceBin> Bins, IReadOnlyList<LossSums> Parents, LossSums Sums, LossSums All)
{
    /// <summary>The slice against the other rows.</summary>
    public LossComparison Comparison { get; } = LossComparison.Of(Sums, All.Without(Sums));

    /// <summary>The slice as it is listed.</summary>
    public FoundSlice Describe(double adjustedPValue, bool weak) => new()
    {
        Slice = string.Join(", ", Bins.Select(b => b.Name)),
        Where = string.Join(" AND ", Bins.Select(b => b.Sql)),
        Rows = (long)Sums.Rows,
        Value = Sums.Mean,
        Rest = All.Without(Sums).Mean,
        Difference = Comparison.Difference,
        Low = Comparison.Difference - Comparison.HalfWidth,
        High = Comparison.Difference + Comparison.HalfWidth,
        EffectSize = Comparison.EffectSize,
        PValue = Comparison.PValue,
        AdjustedPValue = adjustedPValue,
        Weak = weak,
        IsValue = Bins.Count == 1 && Bins[0].IsValue,
    };
}
