using Ingot.Core.Diagnostics;
using Ingot.Core.Reading;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>One data file, opened: its columns, and how its rows are had.</summary>
internal interface ITableFile
{
    /// <summary>The file.</summary>
    DataSource Source { get; }

    /// <summary>How it is read.</summary>
    FileReading Reading { get; }

    /// <summary>Its columns, in its order; what they are called in SQL is for the first file of a list only.</summary>
    IReadOnlyList<RawColumn> Columns { get; }

    /// <summary>Its rows as a relation of SQL.</summary>
    /// <param name="columns">What the columns are called there: unquoted names of SQL.</param>
    string Rows(IReadOnlyList<string> columns);

    /// <summary>Its rows as a query that may be asked again and again, so that they need not be kept; null: reading them again costs too much.</summary>
    /// <param name="columns">What the columns are called there: unquoted names of SQL.</param>
    /// <param name="firstRow">The number of its first row in the column <c>rowid</c>.</param>
    string? View(IReadOnlyList<string> columns, long firstRow);

    /// <summary>Why <see cref="Rows"/> cannot be read.</summary>
    IngotException Unreadable(Exception inner);

    /// <summary>On which 1-based lines rows begin; null for files that have no lines.</summary>
    /// <param name="rows">0-based numbers of rows of the file, ascending and without repetition.</param>
    /// <param name="breaks">Asks how many line breaks the cells of a row hold; rows without any may be left out.</param>
    Dictionary<long, long>? LinesOf(IReadOnlyList<long> rows, Func<Dictionary<long, long>> breaks);

    /// <summary>A character that stands in texts of the file for another one, which it must become again; null: none.</summary>
    (char Masked, char Meant)? Mask { get; }

    /// <summary>Says what was found and decided while the file was opened.</summary>
    void Tell(IDiagnosticSink sink);
}
