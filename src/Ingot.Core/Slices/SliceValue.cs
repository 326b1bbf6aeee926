namespace Ingot.Core.Slices;

/// <summary>One bin of a column.</summary>
/// <param name="Column">The column.</param>
/// <param name="Code">The index of the bin.</param>
internal sealed record SliceValue(SliceColumn Column, byte Code)
{
    /// <summary>The bin.</summary>
    public SliceBin Bin => Column.Bins[Code];
}
