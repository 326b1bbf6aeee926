namespace Ingot.Core.Slices;

/// <summary>A column whose rows are in bins.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Codes">For each row the index of its bin; <see cref="None"/>: none.</param>
/// <param name="Bins">The bins.</param>
public sealed record SliceColumn(string Name, byte[] Codes, IReadOnlyList<SliceBin> Bins)
{
    /// <summary>The code of rows that are in no bin.</summary>
    public const byte None = byte.MaxValue;
}
