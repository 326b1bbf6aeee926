namespace Ingot.Monitoring.Windows;

/// <summary>A part of a window.</summary>
/// <param name="Index">0-based number.</param>
/// <param name="From">Its first instant; of a chunk by rows, that of its first row.</param>
/// <param name="Before">The first instant after it; of a chunk by rows, a microsecond after that of its last row.</param>
/// <param name="Rows">Number of rows; 0 of a span of time in which nothing was served.</param>
/// <param name="IsWhole">Whether it is as long as the others: false where the window begins or ends within it, and of a last chunk with fewer rows.</param>
public sealed record WindowChunk(int Index, DateTimeOffset From, DateTimeOffset Before, long Rows, bool IsWhole);
