using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Pipeline.Shared;

namespace Ingot.Pipeline.Tests;

public sealed class SliceFinderTests : IDisposable
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("ingot-").FullName, "reference.parquet");

    private readonly Table _table = new(
    [
        new StringColumn("plan", [0, 1, -1, 1, 2], ["", "Two year", "a=b"]),
        new NumberColumn("senior", [1, 0, double.NaN, -0.0, 0.5]),
        new BooleanColumn("active", [1, 0, -1, 1, 0]),
        new DateColumn("since", [0, 86_400_000_000, DateColumn.Missing, 1, 86_400_000_001]),
        new NumberColumn("odd=name", [1, 1, 2, 2, 2]),
        new NumberColumn("__row", [0, 1, 2, 3, 4]),
    ]);

    [Theory]
    [InlineData("plan", "plan=: 0 2|plan=Two year: 1 3|plan=a=b: 4")]
    [InlineData("senior", "senior=: 2|senior=0: 1 3|senior=0.5: 4|senior=1: 0")]
    [InlineData("active", "active=: 2|active=false: 1 4|active=true: 0 3")]
    [InlineData("since", "since=: 2|since=1970-01-01: 0 3|since=1970-01-02: 1 4")]
    [InlineData("odd=name", "odd=name=1: 0 1|odd=name=2: 2 3 4")]
    [InlineData("plan=Two year", "plan=Two year: 1 3")]
    [InlineData("plan=a=b", "plan=a=b: 4")]
    [InlineData("plan=", "plan=: 0 2")]
    [InlineData("plan=two year", "plan=two year:")]
    [InlineData("senior=1", "senior=1: 0")]
    [InlineData("senior=1.0", "senior=1.0: 0")]
    [InlineData("senior=-0", "senior=-0: 1 3")]
    [InlineData("senior=", "senior=: 2")]
    [InlineData("active=True", "active=True: 0 3")]
    [InlineData("since=1970-01-02", "since=1970-01-02: 1 4")]
    [InlineData("odd=name=2", "odd=name=2: 2 3 4")]
    public void A_column_or_one_of_its_values(string slice, string expected)
    {
        Assert.Equal(expected, Describe(Find([new SliceSpec(slice, null, SourceLocation.None)])));
        if (slice.Contains('=', StringComparison.Ordinal) && slice != "odd=name")
        {
            // The same without an item, when a gate names it.
            Assert.Equal(expected, Describe(Find([], slice)));
        }
    }

    [Fact]
    public void A_condition_in_SQL()
    {
        ParquetTable.Write(_file, _table);

        Assert.Equal("both: 3|unknown is out: 0 4", Describe(Find(
        [
            new SliceSpec("both", "plan = 'Two year' AND active", SourceLocation.None),
            new SliceSpec("unknown is out", "senior > 0 -- a comment", SourceLocation.None),
        ])));
    }

    [Theory]
    [InlineData("no such column = 1")]
    [InlineData("colour = 1")]
    [InlineData("1) OR (")]
    [InlineData("CAST(plan AS INTEGER) = 1")]
    public void A_condition_that_is_no_SQL_is_an_error(string condition)
    {
        ParquetTable.Write(_file, _table);

        var diagnostic = Assert.Throws<IngotException>(() => Find([new SliceSpec("s", condition, At(6))])).Diagnostic;

        Assert.Equal(("INGOT3001", 6), (diagnostic.Code, diagnostic.Location.Line));
        Assert.Contains(condition, diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("colour")]
    [InlineData("colour=red")]
    [InlineData("__row")]
    [InlineData("__row=1")]
    public void A_column_that_does_not_exist_is_an_error_that_lists_those_that_do(string slice)
    {
        var diagnostic = Assert.Throws<IngotException>(() => Find([new SliceSpec(slice, null, At(6))])).Diagnostic;

        Assert.Equal(("INGOT3001", 6), (diagnostic.Code, diagnostic.Location.Line));
        Assert.Contains("expected one of plan, senior, active, since, odd=name, 'column=value'", diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("colour=red")]
    [InlineData("plan")]
    [InlineData("nonsense")]
    public void A_gates_slice_that_is_none_is_left_to_the_gate(string slice) => Assert.Empty(Find([], slice));

    [Fact]
    public void A_slice_is_measured_once_however_often_it_is_named() => Assert.Equal(
        "plan=Two year: 1 3|plan=: 0 2|plan=a=b: 4|senior=1: 0",
        Describe(Find([new("plan=Two year", null, At(1)), new("plan", null, At(2))], "senior=1", "plan=a=b", "senior=1")));

    [Fact]
    public void Two_slices_of_one_name_are_an_error()
    {
        ParquetTable.Write(_file, _table);

        var diagnostic = Assert.Throws<IngotException>(
            () => Find([new("plan", null, At(1)), new("plan=a=b", "senior > 0", At(2))])).Diagnostic;

        Assert.Equal(("INGOT3001", 2), (diagnostic.Code, diagnostic.Location.Line));
    }

    [Fact]
    public void A_column_of_many_values_is_sliced_by_single_values_or_a_condition()
    {
        var many = new Table([new NumberColumn("price", [.. Enumerable.Range(0, 60).Select(i => i / 2.0)])]);
        IReadOnlyList<SliceRows> Of(string slice) => new SliceFinder(many, _file).Find([new SliceSpec(slice, null, At(6))], []);

        var diagnostic = Assert.Throws<IngotException>(() => Of("price")).Diagnostic;
        Assert.Equal(("INGOT3001", 6), (diagnostic.Code, diagnostic.Location.Line));
        Assert.Contains("more than 50 values", diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains("Where=\"&quot;price&quot; > 15\"", diagnostic.Message, StringComparison.Ordinal);
        Assert.Equal([5], Of("price=2.5")[0].Rows);
    }

    [Fact]
    public void The_slices_that_are_shown_as_examples_can_be_used()
    {
        var many = new Table(
        [
            new NumberColumn("a b", [.. Enumerable.Range(0, 60).Select(i => i == 0 ? double.NaN : i)]),
            new DateColumn("day", [.. Enumerable.Range(0, 60).Select(i => i == 0 ? DateColumn.Missing : i * 86_400_000_000)]),
            new StringColumn("order", [-1, .. Enumerable.Range(0, 59)], [.. Enumerable.Range(0, 59).Select(i => $"it's 5\"; {i} % *")]),
        ]);
        ParquetTable.Write(_file, many);
        var finder = new SliceFinder(many, _file);
        foreach (var (column, found) in new[] { ("a b", "29 1"), ("day", "30 1"), ("order", "2 1") })
        {
            var message = Assert.Throws<IngotException>(() => finder.Find([new SliceSpec(column, null, At(6))], [])).Diagnostic.Message;
            var slices = System.Text.RegularExpressions.Regex.Matches(message, "<Slice .*? />").Select(m => System.Xml.Linq.XElement.Parse(m.Value))
                .Select(e => new SliceSpec(Unescape(e.Attribute("Include")!.Value), e.Attribute("Where") is { } where ? Unescape(where.Value) : null, At(7)));

            Assert.Equal(found, string.Join(' ', finder.Find([.. slices], []).Select(s => s.Rows.Length)));
        }

        static string Unescape(string text) => System.Text.RegularExpressions.Regex.Replace(
            text, "%(..)", m => ((char)Convert.ToInt32(m.Groups[1].Value, 16)).ToString());
    }

    [Fact]
    public void The_columns_of_all_slices_are_known()
    {
        var columns = new SliceFinder(_table, _file).Columns(
            [new("plan", null, At(1)), new("odd=name=1", null, At(2)), new("since=1", "senior > 0", At(3))], ["active=true", "since=1", "none"]);

        Assert.Equal(["plan", "odd=name", "active"], columns.Select(c => c.Name));
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    private IReadOnlyList<SliceRows> Find(SliceSpec[] slices, params string[] gates) =>
        new SliceFinder(_table, _file).Find(slices, gates);

    private static SourceLocation At(int line) => new("M.csproj", line, 5);

    private static string Describe(IEnumerable<SliceRows> slices) =>
        string.Join('|', slices.Select(s => $"{s.Name}: {string.Join(' ', s.Rows)}".TrimEnd()));
}
