namespace Ingot.Data;

/// <summary>
/// The rows of a sample of text, if they were delimited and quoted in one way. It is for guesses only, which DuckDB then proves:
/// what a row and a cell is, it alone decides.
/// </summary>
internal sealed class RowScan
{
    /// <summary>What comments are taken to begin with.</summary>
    public const char Mark = '#';

    private enum CellKind
    {
        Plain,
        Quoted,
        Stray,
        Open,
    }

    private readonly List<(int Start, int End, int Width, int Line)> _rows = [];
    private readonly string _text;
    private readonly char _delimiter;
    private readonly char? _quote;

    private RowScan(string text, char delimiter, char? quote) => (_text, _delimiter, _quote) = (text, delimiter, quote);

    /// <summary>How many rows there are; empty lines are none.</summary>
    public int Count => _rows.Count;

    /// <summary>The most frequent number of cells.</summary>
    public int Width { get; private set; }

    /// <summary>The share of the rows that have that many.</summary>
    public double Share { get; private set; }

    /// <summary>How many cells begin with a quote, and end with one.</summary>
    public int Quoted { get; private set; }

    /// <summary>How many cells begin with a quote and go on behind the one that should end them, or never end.</summary>
    public int Stray { get; private set; }

    /// <summary>How many cells stand in quotes with more white space before them than one blank, which DuckDB takes for part of the cell.</summary>
    public int SpacedQuotes { get; private set; }

    /// <summary>Cells of all rows.</summary>
    public long Cells => _rows.Sum(r => (long)r.Width);

    /// <summary>Scans a sample.</summary>
    /// <param name="text">The sample.</param>
    /// <param name="from">Where the table begins in it.</param>
    /// <param name="isWhole">Whether nothing follows the sample; else the last row is left out.</param>
    /// <param name="delimiter">What may stand between two cells.</param>
    /// <param name="quote">What may stand round a cell; null: nothing.</param>
    public static RowScan Of(string text, int from, bool isWhole, char delimiter, char? quote)
    {
        var scan = new RowScan(text, delimiter, quote);
        scan.Run(from, isWhole);
        return scan;
    }

    /// <summary>How many cells a row has.</summary>
    public int WidthOf(int row) => _rows[row].Width;

    /// <summary>How many lines of the sample stand above a row, from where the table begins.</summary>
    public int LineOf(int row) => _rows[row].Line;

    /// <summary>The first character of a row.</summary>
    public char StartOf(int row) => _text[_rows[row].Start];

    /// <summary>The cells of a row, without white space and quotes round them.</summary>
    public List<string> CellsOf(int row)
    {
        var (start, end, width, _) = _rows[row];
        var cells = new List<string>(width);
        var at = start;
        while (cells.Count < width)
        {
            var (next, _) = Cell(at, end);
            cells.Add(Plain(_text[at..next]));
            at = next + 1;
        }

        return cells;
    }

    private string Plain(string cell)
    {
        var text = cell.Trim();
        return _quote is { } q && text.Length > 1 && text[0] == q && text[^1] == q ? text[1..^1].Replace($"{q}{q}", $"{q}", StringComparison.Ordinal).Trim() : text;
    }

    private void Run(int from, bool isWhole)
    {
        var (at, start, width, line, startLine) = (from, from, 1, 0, 0);
        while (at < _text.Length)
        {
            var before = at;
            var (end, kind) = Cell(at, _text.Length);
            Quoted += kind == CellKind.Quoted ? 1 : 0;
            SpacedQuotes += kind == CellKind.Plain && IsSpacedQuote(_text.AsSpan(before, end - before)) ? 1 : 0;
            Stray += kind == CellKind.Stray ? 1 : 0;
            line += Breaks(before, end);
            if (end == _text.Length)
            {
                if (isWhole || _rows.Count == 0)
                {
                    Stray += kind == CellKind.Open ? 1 : 0;
                    Add(start, end, width, startLine);
                }

                break;
            }

            at = end + 1;
            if (_text[end] == _delimiter)
            {
                width++;
                if (at == _text.Length && (isWhole || _rows.Count == 0))
                {
                    Add(start, at, width, startLine);
                }

                continue;
            }

            Add(start, end, width, startLine);
            at += _text[end] == '\r' && at < _text.Length && _text[at] == '\n' ? 1 : 0;
            line++;
            (start, width, startLine) = (at, 1, line);
        }

        // What may be comments says nothing of the table, unless there is nothing else.
        var rows = _rows.Where(r => _text[r.Start] != Mark).ToList();
        rows = rows.Count == 0 ? _rows : rows;
        if (rows.Count > 0)
        {
            var usual = rows.CountBy(r => r.Width).OrderByDescending(w => w.Value).ThenByDescending(w => w.Key).First();
            (Width, Share) = (usual.Key, usual.Value / (double)rows.Count);
        }
    }

    private bool IsSpacedQuote(ReadOnlySpan<char> cell) =>
        _quote is { } quote && cell.Length > 3 && char.IsWhiteSpace(cell[0]) && cell.Trim() is [var first, .., var last] && first == quote && last == quote;

    private void Add(int start, int end, int width, int line)
    {
        if (end > start)
        {
            _rows.Add((start, end, width, line));
        }
    }

    /// <summary>Where a cell ends: at a delimiter, a line break or the end; and what its quotes are.</summary>
    private (int End, CellKind Kind) Cell(int start, int end)
    {
        var (at, kind) = (start, CellKind.Plain);
        if (_quote is { } quote)
        {
            // As DuckDB has it, one blank may stand before a quote.
            var open = at < end && _text[at] == ' ' && _delimiter != ' ' ? at + 1 : at;
            if (open < end && _text[open] == quote)
            {
                at = open + 1;
                while (true)
                {
                    at = _text.IndexOf(quote, at, end - at);
                    if (at < 0)
                    {
                        return (end, CellKind.Open);
                    }

                    if (at + 1 < end && _text[at + 1] == quote)
                    {
                        at += 2;
                        continue;
                    }

                    at++;
                    break;
                }

                while (at < end && _text[at] == ' ' && _delimiter != ' ')
                {
                    at++;
                }

                if (at == end || _text[at] == _delimiter || _text[at] is '\r' or '\n')
                {
                    return (at, CellKind.Quoted);
                }

                kind = CellKind.Stray;
            }
        }

        var length = _text.AsSpan(at, end - at).IndexOfAny(_delimiter, '\r', '\n');
        return (length < 0 ? end : at + length, kind);
    }

    private int Breaks(int from, int to)
    {
        var breaks = 0;
        for (var at = from; at < to; at++)
        {
            breaks += _text[at] == '\n' || (_text[at] == '\r' && (at + 1 == _text.Length || _text[at + 1] != '\n')) ? 1 : 0;
        }

        return breaks;
    }
}
