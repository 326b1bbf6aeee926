using System.Text;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;
using Microsoft.VisualBasic.FileIO;

namespace Ingot.Data;

/// <summary>
/// The names in the first record of a CSV file. They are read here and told to DuckDB, because its own detection skips rows
/// that do not fit, without a word.
/// </summary>
internal static class CsvHeader
{
    /// <summary>Reads the names, without white space around them.</summary>
    /// <exception cref="IngotException">INGOT1004: not UTF-8, no header, or a name is missing or there twice.</exception>
    public static IReadOnlyList<string> Read(DataSource source)
    {
        var names = Parse(source);
        if (names.Length == 0)
        {
            throw Unreadable(source, $"The file '{source.DisplayName}' has an empty first line. Expected a header with the names of the columns.");
        }

        if (names.Any(n => n.Contains('\0', StringComparison.Ordinal)))
        {
            throw Unreadable(source, $"The file '{source.DisplayName}' is no text in UTF-8 (its first line has NUL bytes). Save it as UTF-8.");
        }

        // The decoder has put this character in the place of bytes that are no UTF-8; those below the header DuckDB finds.
        if (names.Any(n => n.Contains('\uFFFD', StringComparison.Ordinal)))
        {
            throw Unreadable(source, $"The file '{source.DisplayName}' is not UTF-8 (its header has bytes that UTF-8 does not). Save it as UTF-8.");
        }

        var nameless = Array.FindIndex(names, string.IsNullOrWhiteSpace);
        if (nameless >= 0)
        {
            throw Unreadable(
                source,
                $"Column {nameless + 1} of the file '{source.DisplayName}' has no name in the header (an index that was written along?). Name the column, or remove it.");
        }

        // DuckDB compares names without case, and so does C# tooling sooner or later.
        return names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Skip(1).Any()) is { } twice
            ? throw Unreadable(
                source,
                $"The file '{source.DisplayName}' has the column '{DiagnosticText.Shorten(twice.Key)}' {twice.Count()} times (names are compared without case). Rename one.")
            : names;
    }

    private static string[] Parse(DataSource source)
    {
        try
        {
            using var reader = new StreamReader(source.Path, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
            if (reader.Peek() is '\n' or '\r' or -1)
            {
                return [];
            }

            using var parser = new TextFieldParser(reader) { Delimiters = [","], HasFieldsEnclosedInQuotes = true };
            return Array.ConvertAll(parser.ReadFields() ?? [], n => n.Trim());
        }
        catch (MalformedLineException e)
        {
            throw Unreadable(source, $"The header of the file '{source.DisplayName}' is no CSV: a quote is not closed or not doubled. Expected names in \"…\", with \"\" for a quote.", e);
        }
    }

    private static IngotException Unreadable(DataSource source, FormattableString message, Exception? inner = null) =>
        new(PrepareDiagnostics.UnreadableFile.At(new SourceLocation(source.Path, 1, 1), message), inner);
}
