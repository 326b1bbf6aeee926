using System.Globalization;
using System.Text;
using Ingot.Core.Diagnostics;
using Ingot.Core.Reading;
using Ingot.Core.Specs;

namespace Ingot.Data.Tests;

/// <summary>Header, values and lines of CSV files belong together: what a row and a cell is, one reader decides.</summary>
public sealed class CsvRowsTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("a,b\n1,2\n3,4\n", "a|b", "2:1|2", "3:3|4")]
    [InlineData("a,b\r\n1,2\r\n3,4", "a|b", "2:1|2", "3:3|4")]
    [InlineData("a,b\r1,2\r3,4\r", "a|b", "2:1|2", "3:3|4")]
    [InlineData("\ufeffa,b\n1,2\n3,4\n", "a|b", "2:1|2", "3:3|4")]
    [InlineData("\ufeff\"a\",\"b\"\n1,2\n", "a|b", "2:1|2")]
    // Empty lines are not rows, wherever they stand; with a single column they are a missing value.
    [InlineData("a,b\n\n\n1,2\n\n3,4\n\n\n", "a|b", "4:1|2", "6:3|4")]
    [InlineData("a,b\r\n\r\n1,2\r\n\r\n\r\n3,4\r\n\r\n", "a|b", "3:1|2", "6:3|4")]
    [InlineData("a\n1\n\n\"\"\n2\n", "a", "2:1", "3:~", "4:~", "5:2")]
    [InlineData("a\r\n1\r\n\r\n2", "a", "2:1", "3:~", "4:2")]
    // Quotes: doubled ones, line breaks of any kind, empty lines and what looks like a row inside of them.
    [InlineData("a,b\n1,\"x\ny\"\n3,4\n", "a|b", "2:1|x\ny", "4:3|4")]
    [InlineData("a,b\n1,\"x\n\n3,4\n\"\n5,6\n", "a|b", "2:1|x\n\n3,4\n", "6:5|6")]
    [InlineData("a,b\r\n1,\"u\nv\rw\r\nx\n\ry\"\r\n3,4\r\n", "a|b", "2:1|u\nv\rw\r\nx\n\ry", "8:3|4")]
    [InlineData("a,b\n\"1\n\",\"\n2\"\n3,4\n", "a|b", "2:1\n|\n2", "5:3|4")]
    [InlineData("a,b\n1,\"\"\"x\"\"\ny\"\"\"\n3,4\n", "a|b", "2:1|\"x\"\ny\"", "4:3|4")]
    [InlineData("a,b\n1,\"x\ny\"", "a|b", "2:1|x\ny")]
    // A quote that stands inside a cell is a character like any other.
    [InlineData("a,b\n1,5\" nail\n2,4\n3,6\" nail\n4,5\n", "a|b", "2:1|5\" nail", "3:2|4", "4:3|6\" nail", "5:4|5")]
    [InlineData("a,b\n1,x\"y\"z\n2,3\n", "a|b", "2:1|x\"y\"z", "3:2|3")]
    [InlineData("a,b\n1, \"x,\ny\" \n2, 3 \n", "a|b", "2:1|x,\ny", "4:2| 3 ")]
    [InlineData("a,b\n1,\\\"x\n2,3\n", "a|b", "2:1|\\\"x", "3:2|3")]
    // Headers follow the same rules, but for white space around names.
    [InlineData("a,\"b\n\n,c\"\n1,2\n", "a|b\n\n,c", "4:1|2")]
    [InlineData("\"\r\na\r\n\",b\r\n1,2\r\n", "a|b", "4:1|2")]
    [InlineData("5\" nail,6\" nail\n1,2\n", "5\" nail|6\" nail", "2:1|2")]
    [InlineData(" a , \"b\" \n1,2\n", "a|b", "2:1|2")]
    [InlineData("\"a\"\"b\",NA\n1,2\n", "a\"b|NA", "2:1|2")]
    [InlineData("a,null,nan\n1,2,3\n", "a|null|nan", "2:1|2|3")]
    [InlineData("a,\ufffd\n1,2\n", "a|\ufffd", "2:1|2")]
    [InlineData("#a,b\n#1,2\n", "#a|b", "2:#1|2")]
    [InlineData("a,b\n1,NA\n\"NA\",2\n,\n", "a|b", "2:1|NA", "3:NA|2", "4:~|~")]
    public void Header_values_and_lines(string text, string header, params string[] rows)
    {
        var (names, found) = Read(Encoding.UTF8.GetBytes(text));
        Assert.Equal(header, names);
        Assert.Equal(rows, found);
    }

    [Fact]
    public void Names_in_the_header_may_hold_more_commas_and_line_breaks_than_its_first_line()
    {
        var names = Enumerable.Range(0, 40).Select(i => $"n{i}\n,,").ToList();
        var (header, rows) = Read(Encoding.UTF8.GetBytes($"{string.Join(',', names.Select(n => $"\"{n}\""))}\n{string.Join(',', Enumerable.Range(0, 40))}\n"));
        Assert.Equal(string.Join('|', names), header);
        Assert.Equal([$"42:{string.Join('|', Enumerable.Range(0, 40))}"], rows);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Whatever_stands_in_the_cells(string newLine)
    {
        var random = new Random(7);
        for (var file = 0; file < 30; file++)
        {
            var (text, header, rows) = RandomFile(random, newLine, [newLine]);
            var (names, found) = Read(Encoding.UTF8.GetBytes(text));
            Assert.Equal(header, names);
            Assert.Equal(rows, found);
        }
    }

    /// <summary>
    /// DuckDB takes the first line break of a file for the one that ends its rows, even if it stands inside a name; then all line breaks
    /// become the same, those inside of values too.
    /// </summary>
    [Fact]
    public void A_header_with_other_line_breaks_than_the_rows_is_read_rightly()
    {
        var random = new Random(11);
        var unified = 0;
        for (var file = 0; file < 60; file++)
        {
            string[] breaks = ["\n", "\r\n", "\r"];
            var (text, header, rows) = RandomFile(random, breaks[file % 3], breaks);
            var (names, found) = Read(Encoding.UTF8.GetBytes(text));
            if (names != header || !found.SequenceEqual(rows))
            {
                Assert.Equal(Unified(header), names);
                Assert.Equal(rows.Select(Unified), found);
                unified++;
            }
        }

        Assert.InRange(unified, 1, 50);
    }

    private static string Unified(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    [Fact]
    public void Rows_of_a_large_file_read_by_several_threads()
    {
        var text = new StringBuilder("a,b\n");
        var rows = new List<string>();
        for (var (i, line) = (0, 2); i < 300_000; i++, line++)
        {
            rows.Add(FormattableString.Invariant($"{line}:{i}|{(i % 5 == 0 ? "x\ny" : "a text of some length, without a reason")}"));
            text.Append(CultureInfo.InvariantCulture, $"{i},{(i % 5 == 0 ? "\"x\ny\"" : "\"a text of some length, without a reason\"")}\n");
            line += i % 5 == 0 ? 1 : 0;
            if (i % 7 == 0)
            {
                text.Append('\n');
                line++;
            }
        }

        var (_, found) = Read(Encoding.UTF8.GetBytes(text.ToString()), threads: 4);
        Assert.Equal(rows, found);
    }

    /// <summary>A file as another writer could have written it, and what it says: names, and rows with the lines on which they begin.</summary>
    private static (string Text, string Header, List<string> Rows) RandomFile(Random random, string newLine, string[] inHeader)
    {
        string[] parts = ["x", " ", ",", "\"", "\n", "\r\n", "\r", "é", "日", "'", "\\", "#", ";", "\t", "1"];
        var width = random.Next(2, 5);
        var (text, line, header, rows) = (new StringBuilder(random.Next(2) == 0 ? "\ufeff" : string.Empty), 1, string.Empty, new List<string>());
        var count = random.Next(2, 12);
        for (var row = 0; row < count; row++)
        {
            // Every row ends in a letter, so that its line breaks cannot be taken for part of the one between the rows.
            var allowed = parts.Where(p => row > 0 || Breaks(p) == 0 || inHeader.Contains(p)).ToArray();
            var cells = Enumerable.Range(0, width)
                .Select(i => FormattableString.Invariant($"n{i}") + string.Concat(random.GetItems(allowed, random.Next(6))) + "z").ToList();
            var said = string.Join('|', cells);
            if (row == 0)
            {
                header = said;
            }
            else
            {
                rows.Add(FormattableString.Invariant($"{line}:{said}"));
            }

            text.AppendJoin(',', cells.Select(c => c.AsSpan().IndexOfAny("\",\r\n") >= 0 || random.Next(3) == 0 ? $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : c));
            line += Breaks(said);
            for (var ends = row == 0 || random.Next(3) > 0 ? 1 : random.Next(2, 4); ends > 0; ends--)
            {
                text.Append(newLine);
                line++;
            }
        }

        return (text.ToString(), header, rows);
    }

    private static int Breaks(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Count(c => c is '\r' or '\n');

    /// <returns>The names, and each row as <c>line:value|value</c>, <c>~</c> for a missing value.</returns>
    private (string Header, List<string> Rows) Read(byte[] content, int threads = 1)
    {
        File.WriteAllBytes(_file, content);
        using var session = new DuckDbSession(threads);
        using var scratch = new ScratchFolder(Path.GetTempPath());
        var data = RawData.Load(
            session, "test", [new DataSource(_file, "test.csv", SourceLocation.None)], new ReadingContext(scratch, new DiagnosticList()) { File = new FileReading() });
        var rows = session.Query($"SELECT {string.Join(", ", data.Columns.Select(c => c.Sql))} FROM {data.Table} ORDER BY rowid");
        var places = data.PlacesOf(session, Enumerable.Range(0, rows.Count).Select(i => (long)i));
        return (
            string.Join('|', data.Columns.Select(c => c.Name)),
            [.. rows.Select((r, i) => $"{places[i]["line ".Length..]}:{string.Join('|', r.Select(v => v ?? "~"))}")]);
    }
}
