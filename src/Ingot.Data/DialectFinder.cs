using System.Text.RegularExpressions;
using Ingot.Core.Diagnostics;
using Ingot.Core.Reading;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>
/// Finds how a sample of delimited text is to be read. The delimiter is the one by which the most rows have the same number of cells, and
/// the header as many; where several do so (<c>1,5;2,5</c>), the one whose cells hold none of the others.
/// </summary>
/// <param name="text">The beginning of the file.</param>
/// <param name="isWhole">Whether nothing follows.</param>
/// <param name="said">What the project says, which is not looked for.</param>
/// <param name="label">A name that the header must have; null: not known.</param>
internal sealed partial class DialectFinder(string text, bool isWhole, SourceReading? said, string? label)
{
    private const int MostTop = 50;
    private const int MostPure = 200;
    private const int FewStrays = 3;
    private const int FewRuns = 2;
    private const char Double = '"';
    private const char Single = '\'';

    private static readonly char[] Delimiters = [',', ';', '\t', '|'];
    private static readonly char[] OtherDelimiters = [' ', ':', '^', '~'];

    private readonly List<string> _doubts = [];

    /// <summary>Finds the reading.</summary>
    public Dialect Find()
    {
        var skip = said?.Skip ?? 0;
        var top = TextTop.Of(text, skip);
        var delimiter = said?.Delimiter ?? top.Delimiter ?? Delimiter(top.From);
        var quote = said?.Quote is { } q ? (q.Length == 0 ? null : q[0]) : Quote(top.From, delimiter);
        var scan = RowScan.Of(text, top.From, isWhole, delimiter, quote);
        var comment = said?.Comment is { } c ? (c.Length == 0 ? null : c[0]) : Comment(scan);
        if (said?.Delimiter is null && Problem(scan, top.From) is { } problem)
        {
            return new Dialect(new FileReading()) { Problem = problem };
        }

        var reading = new FileReading { Delimiter = delimiter, Quote = quote, Comment = comment, Skip = skip, Header = said?.Header ?? true };
        if (!reading.Header)
        {
            return new Dialect(reading) { Above = top.Lines, Width = scan.Width, Doubts = _doubts };
        }

        var header = Header(scan, comment);
        if (said?.Skip is null && header > 0 && IsTitle(scan, header, comment))
        {
            var lines = scan.LineOf(header);
            _doubts.Add($"{DiagnosticText.Count(lines, "line")} above the table {DiagnosticText.Agree(lines, "is", "are")} left out, as {DiagnosticText.Agree(lines, "it is no row", "they are no rows")} ('{DiagnosticText.Shorten(string.Join(delimiter, scan.CellsOf(First(scan, comment))))}'). Say Skip=\"0\" if {DiagnosticText.Agree(lines, "it is one", "they are")}.");
            reading = reading with { Skip = lines + top.Lines - TextTop.Of(text, 0).Lines + skip };
            var below = TextTop.Of(text, reading.Skip);
            return Named(new Dialect(reading) { Above = below.Lines }, RowScan.Of(text, below.From, isWhole, delimiter, quote));
        }

        return Named(new Dialect(reading) { Above = top.Lines }, scan);
    }

    /// <summary>What is wrong with blanks before quotes, or with what stands between values; null: nothing.</summary>
    private string? Problem(RowScan scan, int from)
    {
        if (scan.SpacedQuotes > 0)
        {
            return $"has more than one blank before the quote of a value ({DiagnosticText.Count(scan.SpacedQuotes, "value")} in the part that was looked at), so that quotes would be part of the values. Write no blanks there, or one";
        }

        var lines = text[from..].Split('\n').Take(MostPure).Select(l => l.Trim()).Where(l => l.Length > 0).ToList();
        if (scan.Count == 0 || (scan.Width > 1 && scan.WidthOf(0) == scan.Width) || lines.Count < 2)
        {
            return null;
        }

        // The last line of a sample may be cut off.
        lines.RemoveAt(lines.Count - 1);
        if (lines.All(l => Runs().Count(l) >= FewRuns))
        {
            return "has values with several blanks between them, which are no delimiter. Write one character between two values, such as a comma";
        }

        var only = scan.CellsOf(0)[0];
        if (scan.Width > 1 || label is null || only == label)
        {
            return null;
        }

        if (scan.Quoted == scan.Count && only.Split(Delimiters).Contains(label))
        {
            return "has rows that stand in quotes as a whole. Write it without these";
        }

        var mark = OtherDelimiters.Where(d => only.Contains(d) && lines.All(l => l.Count(c => c == d) == only.Count(c => c == d))).Select(d => (char?)d).FirstOrDefault();
        return mark is { } m ? $"has no delimiter such as a comma, and {(m == ' ' ? "blanks" : $"'{m}'")} in each line. If values are separated by {OtherReading.Name(m)}, say Delimiter=\"{(m == ' ' ? "space" : m)}\" in its item; if it has one column, say Delimiter=\"comma\"" : null;
    }

    /// <summary>With what is to be said of the header.</summary>
    private Dialect Named(Dialect dialect, RowScan scan)
    {
        dialect = dialect with { Width = scan.Width };
        var first = First(scan, dialect.Reading.Comment);
        if (first < 0 || first + 1 >= scan.Count)
        {
            return dialect with { Doubts = _doubts };
        }

        var names = scan.CellsOf(first);
        if (scan.WidthOf(first) == scan.Width - 1 && scan.Width > 2 && RowsBelow(scan, first, dialect.Reading.Comment).All(r => scan.WidthOf(r) == scan.Width))
        {
            var isTrailing = RowsBelow(scan, first, dialect.Reading.Comment).All(r => scan.CellsOf(r)[^1].Length == 0);
            return dialect with { LacksLastName = isTrailing, LacksFirstName = !isTrailing, Doubts = _doubts };
        }

        return dialect with { Doubts = _doubts, NoHeader = label is null || names.Contains(label) ? null : NoHeader(scan, first, names) };
    }

    /// <summary>Why a first row without the label's name is no header: it looks like the rows below it.</summary>
    private static string? NoHeader(RowScan scan, int first, List<string> names)
    {
        var below = Enumerable.Range(first + 1, Math.Min(scan.Count - first - 1, MostPure)).Where(r => scan.WidthOf(r) == names.Count).Select(scan.CellsOf).ToList();
        var alike = names.Where((n, i) => below.Count > 0 && (Value().IsMatch(n) ? below.All(r => r[i].Length == 0 || Value().IsMatch(r[i])) : n.Length > 0 && below.Any(r => r[i] == n))).ToList();
        return alike.Count * 2 > names.Count || (alike.Count > 0 && alike.Any(n => Value().IsMatch(n))) ? $"its first row looks like the rows below it ({DiagnosticText.List(names)})" : null;
    }

    private static IEnumerable<int> RowsBelow(RowScan scan, int first, char? comment) =>
        Enumerable.Range(first + 1, scan.Count - first - 1).Where(r => comment is null || scan.StartOf(r) != comment);

    private static int First(RowScan scan, char? comment) => Enumerable.Range(0, scan.Count).FirstOrDefault(r => comment is null || scan.StartOf(r) != comment, -1);

    /// <summary>The row of the names: the first that is as wide as the table, and has the label's name if one of the first ones has it.</summary>
    private int Header(RowScan scan, char? comment)
    {
        var wide = Enumerable.Range(0, Math.Min(scan.Count, MostTop)).Where(r => scan.WidthOf(r) == scan.Width && (comment is null || scan.StartOf(r) != comment)).ToList();
        return wide.FirstOrDefault(r => label is not null && scan.CellsOf(r).Contains(label), wide.FirstOrDefault(-1));
    }

    /// <summary>Whether the rows above a header are a title: narrower than the table, which has no other such row and has names in that row.</summary>
    private bool IsTitle(RowScan scan, int header, char? comment)
    {
        var above = Enumerable.Range(0, header).Where(r => comment is null || scan.StartOf(r) != comment).ToList();
        var names = scan.CellsOf(header);
        return above.Count > 0
            && above.All(r => scan.WidthOf(r) * 2 <= scan.Width || scan.CellsOf(r).Count(c => c.Length > 0) * 2 <= scan.Width || (label is not null && names.Contains(label)))
            && RowsBelow(scan, header, comment).All(r => scan.WidthOf(r) == scan.Width)
            && names.All(n => n.Length > 0 && !Value().IsMatch(n)) && names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Count;
    }

    private char Delimiter(int from)
    {
        var best = Delimiters.Select(d => Best(from, d)).Where(s => s.Scan.Width > 1).ToList();
        if (best.Count == 0)
        {
            return ',';
        }

        var most = best.Max(s => s.Score);
        return best.Where(s => s.Score == most).MaxBy(s => Purity(s.Scan, s.Delimiter)).Delimiter;
    }

    private (char Delimiter, RowScan Scan, double Score) Best(int from, char delimiter)
    {
        var scans = said?.Quote is { } q ? [RowScan.Of(text, from, isWhole, delimiter, q.Length == 0 ? null : q[0])]
            : new[] { RowScan.Of(text, from, isWhole, delimiter, Double), RowScan.Of(text, from, isWhole, delimiter, null) };
        return scans.Select(s => (delimiter, s, s.Share + (s.Count > 0 && s.WidthOf(Math.Max(First(s, Comment(s)), 0)) == s.Width ? 0.5 : 0))).MaxBy(s => s.Item3);
    }

    private static double Purity(RowScan scan, char delimiter)
    {
        var others = Delimiters.Where(d => d != delimiter).ToArray();
        var (pure, all) = (0, 0);
        foreach (var cell in Enumerable.Range(0, Math.Min(scan.Count, MostPure)).SelectMany(scan.CellsOf))
        {
            all++;
            pure += cell.AsSpan().IndexOfAny(others) < 0 || Value().IsMatch(cell) ? 1 : 0;
        }

        return pure / (double)all;
    }

    /// <summary>
    /// Double quotes, unless they are part of the text: most cells that begin with one do not end with it, and without them all rows have
    /// the same number of cells. Single ones, where whole cells stand in them and no cell begins with a double one.
    /// </summary>
    private char? Quote(int from, char delimiter)
    {
        var quoted = RowScan.Of(text, from, isWhole, delimiter, Double);
        if (quoted.Quoted + quoted.Stray == 0)
        {
            var single = RowScan.Of(text, from, isWhole, delimiter, Single);
            return single.Quoted > 0 && single.Stray == 0 && single.Share >= quoted.Share && single.Quoted * 10L >= single.Cells ? Single : Double;
        }

        if (quoted.Stray == 0)
        {
            return Double;
        }

        var bare = RowScan.Of(text, from, isWhole, delimiter, null);
        var strays = Enumerable.Range(0, bare.Count).Sum(r => bare.CellsOf(r).Count(c => c.StartsWith(Double) && !c.EndsWith(Double)));
        var isUsual = delimiter is '\t' or '|' || strays >= FewStrays;
        if (!isUsual || bare.Share < 1 || quoted.Quoted > bare.Count / 2 || bare.CellsOf(0).Any(c => c.StartsWith(Double)))
        {
            // One quote that is not closed is an error rather than a text.
            return Double;
        }

        _doubts.Add("quotes are read as part of the text, as some begin a value and do not end it. Say Quote if values stand in quotes.");
        return null;
    }

    /// <summary>What comments begin with: lines that do, and are not as wide as the table.</summary>
    private static char? Comment(RowScan scan)
    {
        var marked = Enumerable.Range(0, scan.Count).Where(r => scan.StartOf(r) == RowScan.Mark).ToList();
        return scan.Width > 1 && marked.Count > 0 && marked.Count < scan.Count && marked.All(r => scan.WidthOf(r) != scan.Width) ? RowScan.Mark : null;
    }

    [GeneratedRegex(@"(?<=\S) {2,}(?=\S)", RegexOptions.CultureInvariant)]
    private static partial Regex Runs();

    /// <summary>What is a value and no name: numbers, with signs and units as they may be, dates and times.</summary>
    [GeneratedRegex(@"^[+-]?[$€£]?\d[\d.,'’\u00A0\u202F ]*([eE][+-]?\d+)?\s?[%$€£]?$|^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ]\d{1,2}:\d{2}.*)?$|^\d{1,2}:\d{2}(:\d{2})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Value();
}
