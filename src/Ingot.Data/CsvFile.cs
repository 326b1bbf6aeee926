using DuckDB.NET.Data;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>
/// One CSV file. What a row and what a cell is, DuckDB alone decides, for the header too: a second reader would disagree with it
/// about quotes, empty lines or line breaks, and then names, values and the lines that messages point at would not belong together.
/// The names are told to DuckDB, because its own detection skips rows that do not fit, without a word.
/// </summary>
internal sealed class CsvFile
{
    private const char Delimiter = ',';

    private const string NoWords = "nullstr=''";
    private const string MissingWords = "nullstr=['', 'NA', 'N/A', 'NaN', 'nan', 'NAN', '-nan', '-NaN', 'NULL', 'null'], allow_quoted_nulls=false";

    private readonly DataSource _source;
    private readonly long _breaksInHeader;

    private CsvFile(DataSource source, IReadOnlyList<string> header)
    {
        _source = source;
        _breaksInHeader = header.Sum(CsvLines.BreaksIn);
        Names = [.. header.Select(n => n.Trim())];
        CheckNames();
    }

    /// <summary>The names of the columns, without white space around them.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Reads the header.</summary>
    /// <exception cref="IngotException">INGOT1004: not UTF-8, no header, or a name is missing or there twice.</exception>
    public static CsvFile Open(DuckDbSession session, DataSource source)
    {
        var firstLine = File.ReadLines(source.Path).First();
        if (firstLine.Length == 0)
        {
            throw Unreadable(source, $"The file '{source.DisplayName}' has an empty first line. Expected a header with the names of the columns.");
        }

        // As many cells as names without commas and line breaks would be; DuckDB says when there are others.
        var width = firstLine.Count(c => c == Delimiter) + 1;
        while (true)
        {
            try
            {
                return new CsvFile(source, FirstRow(session, source, width, "ignore_errors=false"));
            }
            catch (DuckDBException e)
            {
                var error = FirstError(source, width, NoWords);
                if (error is { Line: > 1 })
                {
                    // DuckDB reads some thousand rows at once. What is wrong below the header is found when those are wanted.
                    return new CsvFile(source, FirstRow(session, source, width, "ignore_errors=true"));
                }

                width = error?.Width > width ? width * 2 : error?.Width ?? throw Unreadable(source, error, e);
            }
        }
    }

    /// <summary>The rows below the header as a relation of SQL, every cell as text.</summary>
    /// <param name="columns">What the columns are called there: unquoted names of SQL.</param>
    public string Rows(IReadOnlyList<string> columns) =>
        // Told that there is a header, DuckDB would skip it by other code, which passes over whole buffers when a quote is wrong.
        $"(SELECT * FROM {Scan(_source, columns, $"{MissingWords}, ignore_errors=false")} OFFSET 1)";

    /// <summary>Why <see cref="Rows"/> cannot be read.</summary>
    public IngotException Unreadable(Exception inner) => Unreadable(_source, FirstError(_source, Names.Count, MissingWords), inner);

    /// <summary>On which 1-based lines rows begin: cells may hold line breaks, so rows and lines are not the same.</summary>
    /// <param name="rows">0-based numbers of rows below the header, ascending and without repetition.</param>
    /// <param name="breaks">How many line breaks the cells of a row hold; rows without any may be left out.</param>
    public Dictionary<long, long> LinesOf(IReadOnlyList<long> rows, Dictionary<long, long> breaks)
    {
        var found = new Dictionary<long, long>();
        var (row, line, inside) = (-1L, 0L, 0L);
        foreach (var text in File.ReadLines(_source.Path))
        {
            line++;
            if (inside > 0)
            {
                inside--;
            }
            else if (text.Length > 0 || Names.Count == 1)
            {
                // An empty line is a row, a missing value, only where there is one column.
                inside = row < 0 ? _breaksInHeader : breaks.GetValueOrDefault(row);
                if (rows[found.Count] == row)
                {
                    found.Add(row, line);
                    if (found.Count == rows.Count)
                    {
                        break;
                    }
                }

                row++;
            }
        }

        return found;
    }

    private static List<string> FirstRow(DuckDbSession session, DataSource source, int width, string options) =>
        [.. session.Query($"SELECT * FROM {Scan(source, Numbered(width), $"{NoWords}, {options}")} LIMIT 1")[0].Select(c => c as string ?? string.Empty)];

    private static CsvError? FirstError(DataSource source, int width, string words) =>
        CsvError.First(source.Path, options => Scan(source, Numbered(width), $"{words}, {options}"));

    private void CheckNames()
    {
        if (Names.Any(n => n.Contains('\0', StringComparison.Ordinal)))
        {
            throw Unreadable(_source, $"The file '{_source.DisplayName}' is not UTF-8 text (its first line has NUL bytes). Save it as UTF-8.");
        }

        var nameless = Names.TakeWhile(n => n.Length > 0).Count();
        if (nameless < Names.Count)
        {
            throw Unreadable(
                _source,
                $"Column {nameless + 1} of the file '{_source.DisplayName}' has no name in the header (perhaps an index that was written along with the data). Name the column, or remove it.");
        }

        // DuckDB compares names without case, and so does C# tooling sooner or later.
        if (Names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Skip(1).Any()) is { } twice)
        {
            throw Unreadable(
                _source,
                $"The file '{_source.DisplayName}' has the column '{DiagnosticText.Shorten(twice.Key)}' {twice.Count()} times (names are compared without case). Rename one.");
        }
    }

    private static string Scan(DataSource source, IEnumerable<string> columns, string options)
    {
        var types = string.Join(", ", columns.Select(n => $"{n}: 'VARCHAR'"));
        return $"read_csv([{DuckDbSession.Text(source.Path)}], columns={{{types}}}, auto_detect=false, header=false, compression='none', delim='{Delimiter}', quote='\"', escape='\"', strict_mode=true, {options})";
    }

    private static IEnumerable<string> Numbered(int count) => Enumerable.Range(0, count).Select(RawColumn.SqlName);

    private static IngotException Unreadable(DataSource source, FormattableString message) =>
        new(PrepareDiagnostics.UnreadableFile.At(new SourceLocation(source.Path, 1, 1), message));

    private static IngotException Unreadable(DataSource source, CsvError? error, Exception inner) =>
        new(
            PrepareDiagnostics.UnreadableFile.At(
                error is null ? source.Location : new SourceLocation(source.Path, error.Line, 1),
                $"The file '{source.DisplayName}' cannot be read: {error?.Text ?? CsvError.Sentence(inner.Message)} Expected CSV in UTF-8 with a comma between values, one kind of line break, and as many values in each row as in the header."),
            inner);
}
