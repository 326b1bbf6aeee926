using Ingot.Core.Diagnostics;
using Ingot.Core.Tables;
using Ingot.Releases.Validation;
using static Ingot.Tests.Shared.Schemas;

namespace Ingot.Releases.Tests.Validation;

/// <summary>Golden rows: which are chosen, and that their values survive being written down.</summary>
public class GoldenFileTests
{
    [Fact]
    public void Rows_are_spread_over_the_data_and_have_each_missing_value_once()
    {
        var full = new Table([Numbers("a", 1000)]);
        Assert.Equal([50, 150, 250, 350, 450, 550, 650, 750, 850, 950], GoldenFile.Choose(full, 10));

        var gaps = new Table([Numbers("a", 1000, 7, 8), Numbers("b", 1000, 7), Numbers("c", 1000, 999), Numbers("d", 1000)]);
        var chosen = GoldenFile.Choose(gaps, 10);
        Assert.Contains(7, chosen);
        Assert.Contains(999, chosen);
        Assert.DoesNotContain(8, chosen);
        Assert.Equal(10, chosen.Length);
        Assert.Equal(chosen.Order(), chosen);
    }

    [Theory]
    [InlineData(3, 20, 3)]
    [InlineData(20, 20, 20)]
    [InlineData(1000, 0, 0)]
    [InlineData(0, 20, 0)]
    public void There_are_never_more_than_the_data_have(int rows, int count, int expected) =>
        Assert.Equal(expected, GoldenFile.Choose(new Table([Numbers("a", rows)], rows), count).Distinct().Count());

    [Fact]
    public void Many_features_with_gaps_leave_room_for_ordinary_rows()
    {
        var table = new Table([.. Enumerable.Range(0, 50).Select(c => Numbers($"c{c}", 1000, c))]);
        var chosen = GoldenFile.Choose(table, 20);
        Assert.Equal(10, chosen.Count(r => r >= 50));
    }

    [Fact]
    public void Values_are_read_as_they_were_written()
    {
        var schema = Regression(
            Number("f"), Number("g") with { Precision = Core.Schemas.NumberPrecision.Float64 }, Of("b", Core.Schemas.ColumnType.Boolean),
            Of("d", Core.Schemas.ColumnType.Date), Text("t", 0, "x"));
        var table = new Table(
        [
            new NumberColumn("f", [0.1f, double.NaN]), new NumberColumn("g", [1234567890.123456789, double.NaN]),
            new BooleanColumn("b", [1, -1]), new DateColumn("d", [-86_400_000_001L, DateColumn.Missing]),
            new StringColumn("t", [0, -1], ["ä \"<x>\""]),
        ]);
        var file = Path.GetTempFileName();
        try
        {
            var golden = new GoldenFile("Churn", "ab", [], [.. new[] { 0, 1 }.Select(r => new GoldenRow(r, GoldenFile.Inputs(schema.Features, table, r), [0.1f]))]);
            File.WriteAllText(file, golden.ToJson());
            var read = GoldenFile.Read(file);

            Assert.Equal(golden.ToJson(), read.ToJson());
            Assert.Equal(0.1f, read.Rows[0].Scores[0]);
            Assert.Equal(0.1f, (float)read.Rows[0].Inputs["f"]!.GetValue<double>());
            Assert.Equal(1234567890.123456789, read.Rows[0].Inputs["g"]!.GetValue<double>());
            Assert.Equal("1969-12-30T23:59:59.9999990Z", read.Rows[0].Inputs["d"]!.GetValue<string>());
            Assert.Equal("ä \"<x>\"", read.Rows[0].Inputs["t"]!.GetValue<string>());
            Assert.All(read.Rows[1].Inputs, p => Assert.Null(p.Value));

            File.WriteAllText(file, "{ \"model\": 1");
            Assert.Equal("INGOT9006", Assert.Throws<IngotException>(() => GoldenFile.Read(file)).Diagnostic.Code);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static NumberColumn Numbers(string name, int rows, params int[] missing) =>
        new(name, [.. Enumerable.Range(0, rows).Select(i => missing.Contains(i) ? double.NaN : i)]);
}
