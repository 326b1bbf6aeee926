namespace Ingot.Core.Slices;

/// <summary>A slice that was tested.</summary>
/// <param name="Values">Its values: one, or one of each of two columns.</param>
/// <param name="Parents">Of a pair: the slices of either value.</param>
/// <param name="Sums">Its losses.</param>
/// <param name="All">Those of all rows.</param>
internal sealed record SliceCandidate(IReadOnlyList<SliceValue> Values, IReadOnlyList<LossSums> Parents, LossSums Sums, LossSums All)
{
    /// <summary>The slice against the other rows.</summary>
    public LossComparison Comparison { get; } = LossComparison.Of(Sums, All.Without(Sums));

    /// <summary>Whether a row belongs to it.</summary>
    public bool Contains(int row)
    {
        foreach (var value in Values)
        {
            if (value.Column.Codes[row] != value.Code)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The slice as it is listed.</summary>
    public FoundSlice Describe(double adjustedPValue, bool weak) => new()
    {
        Slice = string.Join(", ", Values.Select(v => v.Bin.Name)),
        Where = string.Join(" AND ", Values.Select(v => v.Bin.Sql)),
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
        IsValue = Values.Count == 1 && Values[0].Bin.IsValue,
    };
}
