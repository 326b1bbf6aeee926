using Ingot.Core.Reading;

namespace Ingot.Data;

/// <summary>How a file of delimited text is read, and what of it must be told.</summary>
/// <param name="Reading">The reading.</param>
internal sealed record Dialect(FileReading Reading)
{
    /// <summary>How many lines stand above the table: those of <see cref="FileReading.Skip"/>, a line <c>sep=;</c> and empty ones.</summary>
    public int Above { get; init; }

    /// <summary>How many cells the rows have that were looked at; 0 when none were.</summary>
    public int Width { get; init; }

    /// <summary>Whether every row has one cell more at its beginning than the header has names.</summary>
    public bool LacksFirstName { get; init; }

    /// <summary>Whether every row ends with a delimiter, but for the header.</summary>
    public bool LacksLastName { get; init; }

    /// <summary>What was decided that may be wrong: sentences.</summary>
    public IReadOnlyList<string> Doubts { get; init; } = [];

    /// <summary>Why the file cannot be read in any dialect, after its name, with the remedy; null: it can.</summary>
    public string? Problem { get; init; }

    /// <summary>Why the first row cannot be a header, with the remedy; null: it can.</summary>
    public string? NoHeader { get; init; }
}
