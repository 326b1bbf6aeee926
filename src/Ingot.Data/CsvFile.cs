using DuckDB.NET.Data;
using Ingot.Core.Diagnostics;
using Ingot.Core.Reading;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>
/// One file of delimited text. What a row and what a cell is, DuckDB alone decides, for the header too: a second reader would disagree with
/// it about quotes, empty lines or line breaks, and then names, values and the lines that messages point at would not belong together.
/// The names are told to DuckDB, because its own detection skips rows that do not fit, without a word.
/// </summary>
internal sealed class CsvFile : ITableFile
{
    private const string NoWords = "nullstr=''";
    private const string Trailing = "after_the_last";

    private readonly DelimitedText _text;
    private readonly FileRepairs _repairs;
    private readonly long _breaksInHeader;
    private readonly NamedColumns _names;

    private CsvFile(DelimitedText text, FileRepairs repairs, ReadingContext context, IReadOnlyList<string>? header)
    {
        (_text, _repairs) = (text, repairs);
        _breaksInHeader = header?.Sum(CsvLines.BreaksIn) ?? 0;
        _names = header is null ? NamedColumns.Told(Source, context) : NamedColumns.Of(text, header);
        Columns = [.. _names.Names.Select((n, i) => new RawColumn(n, "VARCHAR", RawColumn.SqlName(i)))];
    }

    /// <inheritdoc />
    public DataSource Source => _text.Source;

    /// <inheritdoc />
    public FileReading Reading => _text.Dialect.Reading;

    /// <summary>The columns; their names are without white space around them.</summary>
    public IReadOnlyList<RawColumn> Columns { get; }

    /// <inheritdoc />
    public (char Masked, char Meant)? Mask => Reading.Comment is { } comment ? (PlainText.Masked, comment) : null;

    // DuckDB reads more where every row ends with delimiters.
    private int Width => Columns.Count + _names.Trailing;

    private IEnumerable<string> NamesOfTrailing => Enumerable.Range(0, _names.Trailing).Select(i => FormattableString.Invariant($"{Trailing}_{i}"));

    /// <summary>Reads the header.</summary>
    /// <exception cref="IngotException">INGOT1004: no header, or a name is missing or there twice; INGOT1031, INGOT1032, INGOT1036.</exception>
    public static CsvFile Open(DuckDbSession session, DataSource source, ReadingContext context, FileRepairs repairs)
    {
        var text = DelimitedText.Open(source, context, repairs);
        if (!text.Dialect.Reading.Header)
        {
            return new CsvFile(text, repairs, context, null);
        }

        var reading = text.Dialect.Reading;
        var (headerLine, firstLine) = BoundedLines.Read(text.Path, BoundedLines.LongestRow).Index()
            .FirstOrDefault(l => l.Item is null || (l.Item.Length > 0 && (reading.Comment is null || l.Item[0] != reading.Comment)), (-1, null));
        _ = firstLine ?? throw (headerLine >= 0
            ? Unreadable(source, $"The file '{source.DisplayName}' has no line break in its first {BoundedLines.LongestRow:N0} characters. Expected a row on each line; fetch or write the file anew.")
            : Unreadable(source, $"The file '{source.DisplayName}' has no header with the names of the columns. Fetch or make the data again."));

        // As many cells as names without delimiters and line breaks would be; DuckDB says when there are others.
        var width = firstLine.Count(c => c == reading.Delimiter) + 1;
        while (true)
        {
            try
            {
                return new CsvFile(text, repairs, context, FirstRow(session, text, width, "ignore_errors=false"));
            }
            catch (DuckDBException e)
            {
                var error = FirstError(text, width, NoWords);
                if (error is { } && error.Line > text.Above + headerLine + 1)
                {
                    // DuckDB reads some thousand rows at once. What is wrong below the header is found when those are wanted.
                    return new CsvFile(text, repairs, context, FirstRow(session, text, width, "ignore_errors=true"));
                }

                width = error?.Width > width ? width * 2 : error?.Width ?? throw Unreadable(text, error, e);
            }
        }
    }

    /// <inheritdoc />
    public string Rows(IReadOnlyList<string> columns)
    {
        // Told that there is a header, DuckDB would skip it by other code, which passes over whole buffers when a quote is wrong.
        var all = columns.Concat(NamesOfTrailing);
        var rows = $"(SELECT * FROM {Scan(_text, all, $"{NoWords}, ignore_errors=false")} OFFSET {(Reading.Header ? 1 : 0)})";
        return _names.Trailing > 0
            ? $"(SELECT * EXCLUDE ({string.Join(", ", NamesOfTrailing)}) FROM {rows} WHERE CASE WHEN coalesce({string.Join(", ", NamesOfTrailing)}) IS NULL THEN true ELSE error({DuckDbSession.Text(NamedColumns.TrailingHasValues)})::VARCHAR IS NULL END)"
            : rows;
    }

    /// <inheritdoc />
    public string? View(IReadOnlyList<string> columns, long firstRow) => null;

    /// <inheritdoc />
    public IngotException Unreadable(Exception inner) =>
        _names.Trailing > 0 && inner.Message.Contains(NamedColumns.TrailingHasValues, StringComparison.Ordinal)
            ? NamedColumns.Nameless(Source, Columns.Count)
            : Unreadable(_text, FirstError(_text, Width, NoWords), inner);

    /// <inheritdoc />
    public void Tell(IDiagnosticSink sink) => DialectNotes.Tell(_text, _repairs, _names, sink);

    /// <inheritdoc />
    public Dictionary<long, long> LinesOf(IReadOnlyList<long> rows, Func<Dictionary<long, long>> breaks)
    {
        var found = new Dictionary<long, long>();
        var (breaksInRows, row, line, inside) = (breaks(), Reading.Header ? -1L : 0L, (long)_text.Above, 0L);
        foreach (var text in File.ReadLines(_text.Path))
        {
            line++;
            if (inside > 0)
            {
                inside--;
            }
            else if (text.Length > 0 ? Reading.Comment is null || text[0] != Reading.Comment : Width == 1)
            {
                // An empty line is a row, a missing value, only where there is one column.
                inside = row < 0 ? _breaksInHeader : breaksInRows.GetValueOrDefault(row);
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

    private static List<string> FirstRow(DuckDbSession session, DelimitedText text, int width, string options)
    {
        List<string> cells = [];
        session.Narrowly(width, () => cells = [.. session.Query($"SELECT * FROM {Scan(text, Numbered(width), $"{NoWords}, {options}")} LIMIT 1")[0].Select(c => c as string ?? string.Empty)]);
        return cells;
    }

    private static CsvError? FirstError(DelimitedText text, int width, string words) =>
        CsvError.First(text.Path, text.Above, options => Scan(text, Numbered(width), $"{words}, {options}"));

    private static string Scan(DelimitedText text, IEnumerable<string> columns, string options)
    {
        var types = string.Join(", ", columns.Select(n => $"{n}: 'VARCHAR'"));
        var reading = text.Dialect.Reading;
        var quote = DuckDbSession.Text(reading.Quote?.ToString() ?? string.Empty);
        var comment = reading.Comment is { } c ? $", comment={DuckDbSession.Text(c.ToString())}" : string.Empty;
        return $"read_csv([{DuckDbSession.Text(text.Path)}], columns={{{types}}}, auto_detect=false, header=false, compression='none', delim={DuckDbSession.Text(reading.Delimiter.ToString())}, quote={quote}, escape={quote}{comment}, strict_mode=true, {options})";
    }

    private static IEnumerable<string> Numbered(int count) => Enumerable.Range(0, count).Select(RawColumn.SqlName);

    private static IngotException Unreadable(DataSource source, FormattableString message) =>
        new(PrepareDiagnostics.UnreadableFile.At(new SourceLocation(source.Path, 1, 1), message));

    private static IngotException Unreadable(DelimitedText text, CsvError? error, Exception inner) =>
        new(
            PrepareDiagnostics.UnreadableFile.At(
                error is null ? text.Source.Location : new SourceLocation(text.Source.Path, error.Line, 1),
                $"The file '{text.Source.DisplayName}' cannot be read: {error?.Text ?? CsvError.Sentence(inner.Message)} {DialectNotes.Expected(text, error)}"),
            inner);
}
