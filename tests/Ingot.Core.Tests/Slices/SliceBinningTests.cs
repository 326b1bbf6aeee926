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

    [Theory]
    [InlineData(35.52, 35.53, "35.53")]
    [InlineData(35.5, 35.55, "35.51")]
    [InlineData(0.1, 0.30000000000000004, "0.2")]
    [InlineData(-1.75, 2, "0")]
    [InlineData(999, 1001, "1000")]
    [InlineData(1e-7, 3e-7, "2E-07")]
    [InlineData(5e300, 7e300, "6E+300")]
    [InlineData(0.1, 0.10000000000000006, "0.10000000000000002")]
    public void A_bound_has_no_more_digits_than_it_takes_to_part_the_values(double below, double above, string expected)
    {
        // The lower quartile of 22 values lies at a quarter of the way from the sixth to the seventh.
        double[] values = [.. Enumerable.Range(1, 5).Select(i => below - (i * Math.Abs(below) / 4)), below, above, .. Enumerable.Range(1, 15).Select(i => above + (i * above))];

        var column = SliceBinning.Of(new NumberColumn("n", values));

        Assert.Equal($"n < {expected}", column.Bins[0].Name);
        Assert.Equal(column.Bins[0].Name, column.Bins[0].Sql);
        Assert.Equal(6, column.Codes.Count(c => c == 0));
    }

    [Fact]
    public void Bounds_part_the_rows_as_the_quartiles_do_and_no_bin_is_empty()
    {
        var random = new Random(3);
        for (var run = 0; run < 50; run++)
        {
            var digits = random.Next(0, 6);
            double[] values = [.. Enumerable.Range(0, random.Next(11, 60)).Select(_ => Math.Round((random.NextDouble() - 0.5) * 100, digits))];
            double[] sorted = [.. values.Order()];
            double Quantile(double share)
            {
                var at = share * (sorted.Length - 1);
                var low = (int)at;
                return sorted[low] + ((at - low) * (sorted[Math.Min(low + 1, sorted.Length - 1)] - sorted[low]));
            }

            double[] quartiles = [Quantile(0.25), Quantile(0.5), Quantile(0.75)];
            var expected = values.Select(v => quartiles.Count(q => v >= q)).ToList();

            var column = SliceBinning.Of(new NumberColumn("n", values));

            // The same rows are together, whatever the number of their bin.
            Assert.Equal(expected.Distinct().Count(), expected.Zip(column.Codes).Distinct().Count());
            Assert.Equal(column.Bins.Count - 1, column.Codes.Distinct().Count());
            Assert.All(column.Bins.SkipLast(1).SelectMany(b => b.Name.Split(' ')).Where(w => char.IsDigit(w[^1])), w => Assert.InRange(w.Length, 1, digits + 5));
        }
    }

    [Fact]
    public void A_bound_of_times_is_as_round_as_it_can_be()
    {
        static string First(params string[] times) => SliceBinning.Of(new DateColumn(
            "at", [.. times.Select(t => (DateTime.Parse(t, System.Globalization.CultureInfo.InvariantCulture) - DateTime.UnixEpoch).Ticks / 10)])).Bins[0].Name;

        Assert.Equal("at < TIMESTAMP '2024-01-02'", First("2024-01-01 08:15:01.5", "2024-01-02 21:10:07.1", "2024-01-03 01:00:00", "2024-01-04 01:00:00"));
        Assert.Equal("at < TIMESTAMP '2024-01-02 21:00:00'", First("2024-01-02 20:59:59.25", "2024-01-02 21:10:07.1", "2024-01-03 01:00:00", "2024-01-04 01:00:00"));
        Assert.Equal("at < TIMESTAMP '2024-01-02 21:10:07.100000'", First("2024-01-02 21:10:07.09999", "2024-01-02 21:10:07.1", "2024-01-03 01:00:00", "2024-01-04 01:00:00"));

        // A quarter of the way from one microsecond to the next is none.
        Assert.Equal("at < TIMESTAMP '2024-01-02 00:00:00.000002'", First("2024-01-02 00:00:00.000001", "2024-01-02 00:00:00.000002", "2024-01-03 01:00:00", "2024-01-04 01:00:00"));
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
