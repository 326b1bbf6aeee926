using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>The names of the columns of a file of delimited text.</summary>
/// <param name="Names">The names.</param>
/// <param name="Trailing">How many more columns follow, which have no name and no values: every row ends with that many delimiters.</param>
/// <param name="Index">What the first column is called that has no name; null: it has one.</param>
internal sealed record NamedColumns(IReadOnlyList<string> Names, int Trailing, string? Index)
{
    /// <summary>What is thrown when a column without a name at the end has values.</summary>
    public const string TrailingHasValues = "a column at the end has values and no name";

    private const string IndexName = "index";

    /// <summary>The names that the header gives.</summary>
    /// <exception cref="IngotException">INGOT1004: a name is missing, or there twice.</exception>
    public static NamedColumns Of(DelimitedText text, IReadOnlyList<string> header)
    {
        var mask = text.Dialect.Reading.Comment;
        var names = header.Select(n => (mask is { } c ? n.Replace(PlainText.Masked, c) : n).Trim()).ToList();

        // A table of one column has no index and no end of its own.
        var trailing = 0;
        while (names.Count > 1 && names[^1].Length == 0)
        {
            names.RemoveAt(names.Count - 1);
            trailing++;
        }

        string? index = null;
        if (names.Count > 1 && names[0].Length == 0)
        {
            for (var i = 0; index is null || names.Contains(index, StringComparer.OrdinalIgnoreCase); i++)
            {
                index = i == 0 ? IndexName : FormattableString.Invariant($"{IndexName}_{i}");
            }

            names[0] = index;
        }

        if (names.FindIndex(n => n.Length == 0) is >= 0 and var nameless)
        {
            throw Nameless(text.Source, nameless, text.Above);
        }

        ColumnNames.Check(text.Source, new SourceLocation(text.Source.Path, text.Above + 1, 1), names);
        return new NamedColumns(names, trailing, index);
    }

    /// <summary>The names of a file without a header.</summary>
    /// <exception cref="IngotException">INGOT1032: there are none.</exception>
    public static NamedColumns Told(DataSource source, ReadingContext context)
    {
        var names = source.Reading?.Names ?? context.Names;
        return names.Count > 0 ? new NamedColumns(names, 0, null) : throw new IngotException(PrepareDiagnostics.NoHeader.At(
            source.Location, $"The file '{source.DisplayName}' has no header, and nothing names its columns. Say Names=\"…;…\" with the names of all columns in its item, in the order of the file."));
    }

    /// <summary>A column has values and no name.</summary>
    /// <param name="source">The file.</param>
    /// <param name="column">Its 0-based number.</param>
    /// <param name="above">How many lines stand above the header.</param>
    public static IngotException Nameless(DataSource source, int column, int above = 0) => new(PrepareDiagnostics.UnreadableFile.At(
        new SourceLocation(source.Path, above + 1, 1),
        $"Column {column + 1} of the file '{source.DisplayName}' has no name in the header. Name the column, or remove it."));
}
