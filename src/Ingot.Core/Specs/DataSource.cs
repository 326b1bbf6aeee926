using Ingot.Core.Diagnostics;

namespace Ingot.Core.Specs;

/// <summary>One file of training or reference data, in the order in which the project lists them.</summary>
/// <param name="Path">Full path of a file: delimited text, JSON lines or Parquet (globs are expanded by MSBuild).</param>
/// <param name="DisplayName">How messages and reports name it: the path relative to the project, with <c>/</c>.</param>
/// <param name="Location">Where the item stands.</param>
/// <param name="Sha256">Its content hash as the tasks found it, or know it where the file was not fetched; null: not known.</param>
public sealed record DataSource(string Path, string DisplayName, SourceLocation Location, string? Sha256 = null)
{
    /// <summary>What the item says of how the file is read; null: nothing.</summary>
    public SourceReading? Reading { get; init; }
}
