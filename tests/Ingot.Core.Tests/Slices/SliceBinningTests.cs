using Ingot.Core.Slices;
using Ingot.Core.Tables;

namespace Ingot.Core.Tests.Slices;

public class SliceBinningTests
{
    [Fact]
    public void Texts_are_values_and_missing_ones_and_empty_ones_are_one_bin()
    {
        var column = SliceBinning.Of(new StringColumn("plan", [1, 2, -1, 0, 2], ["", "O'Hara", "b"]));

        Assert.Equal(["plan=O'Hara", "plan=b", "plan="], column.Bins.Select(b => b.Name));
        Assert.Equal(["plan = 'O''Hara'", "plan = 'b'", "(plan IS NULL OR plan = '')"], column.Bins.Select(b => b.Sql));
        Assert.Equal([0, 1, 2, 2, 1], column.Codes);
    }

    [Fact]
    public void Rare_texts_beyond_twenty_are_in_no_bin()
    {
        var codes = Enumerable.Range(0, 25).SelectMany(c => Enumerable.Repeat(c, 25 - c)).ToArray();
        var column = SliceBinning.Of(new StringColumn("c", codes, [.. Enumerable.Range(0, 25).Select(c => FormattableString.Invariant($"{c:D2}"))]));

        Assert.Equal(21, column.Bins.Count);
        Assert.Equal(15, column.Codes.Count(c => c == SliceColumn.None));
    }

    [Fact]
    public void Few_numbers_are_values()
    {
        var column = SliceBinning.Of(new NumberColumn("order", [1, -0.0, double.NaN, 0, 2.5]));

        Assert.Equal(["order=0", "order=1", "order=2.5", "order="], column.Bins.Select(b => b.Name));
        Assert.Equal(["\"order\" = 0", "\"order\" = 1", "\"order\" = 2.5", "\"order\" IS NULL"], column.Bins.Select(b => b.Sql));
        Assert.Equal([1, 0, 3, 0, 2], column.Codes);
    }

    [Fact]
    public void Many_numbers_are_in_quartiles()
    {
        var column = SliceBinning.Of(new NumberColumn("tenure", [.. Enumerable.Range(0, 101).Select(i => (double)i), double.NaN]));

        Assert.Equal(["tenure < 25", "tenure >= 25 AND tenure < 50", "tenure >= 50 AND tenure < 75", "tenure >= 75", "tenure="], column.Bins.Select(b => b.Name));
        Assert.Equal([25, 25, 25, 26, 1], column.Codes.GroupBy(c => c).OrderBy(g => g.Key).Select(g => g.Count()));
    }

    [Fact]
    public void A_value_that_most_rows_have_makes_fewer_bins()
    {
        var column = SliceBinning.Of(new NumberColumn("n", [.. Enumerable.Repeat(0.0, 80), .. Enumerable.Range(1, 20).Select(i => (double)i)]));

        Assert.Equal(["n IS NOT NULL", "n="], column.Bins.Select(b => b.Name));
        Assert.All(column.Codes, c => Assert.Equal(0, c));
    }

    [Fact]
    public void Dates_are_in_quartiles_and_truths_are_values()
    {
        var dates = SliceBinning.Of(new DateColumn("since", [.. Enumerable.Range(0, 5).Select(d => d * 86_400_000_000), DateColumn.Missing]));
        Assert.Equal(["since < TIMESTAMP '1970-01-02'", "since >= TIMESTAMP '1970-01-02' AND since < TIMESTAMP '1970-01-03'"], dates.Bins.Select(b => b.Sql).Take(2));
        Assert.Equal([0, 1, 2, 3, 3, 4], dates.Codes);

        var truths = SliceBinning.Of(new BooleanColumn("active", [1, 0, -1]));
        Assert.Equal([1, 0, 2], truths.Codes);
        Assert.Equal("active=true", truths.Bins[1].Name);

        Assert.Equal([0, 0], SliceBinning.Of(new DateColumn("never", [DateColumn.Missing, DateColumn.Missing])).Codes);
        Assert.Equal([0, 0], SliceBinning.Of(new NumberColumn("never", [double.NaN, double.NaN])).Codes);
    }
}
