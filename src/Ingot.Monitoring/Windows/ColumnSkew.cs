namespace Ingot.Monitoring.Windows;

/// <summary>How often the logged value of a feature is another one than the prepared value of the same thing.</summary>
/// <param name="Column">The feature.</param>
/// <param name="Chunk">The number of the chunk.</param>
/// <param name="Compared">Rows of the chunk that are found in the prepared data.</param>
/// <param name="Differing">Rows of these whose values differ; missing on one side only counts as differing.</param>
public sealed record ColumnSkew(string Column, int Chunk, long Compared, long Differing);
