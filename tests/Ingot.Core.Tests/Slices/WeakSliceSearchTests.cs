using Ingot.Core.Slices;
using Ingot.Core.Statistics;
using Ingot.Core.Tables;

namespace Ingot.Core.Tests.Slices;

public class WeakSliceSearchTests
{
    private const int Rows = 2000;

    [Fact]
    public void Welchs_test_and_its_interval_are_those_of_SciPy()
    {
        // scipy 1.10.1: ttest_ind(a, b, equal_var=False, alternative='greater'); the interval is difference +- t(0.975, df) *
        // sqrt(var(a) / n + var(b) / m) with ddof=1, the effect difference / sqrt((var(a) + var(b)) / 2); a = [(i % 7) + 0.5
        // for i in range(40)], b = [(i % 5) for i in range(90)]; Holm's correction of two tests.
        var losses = Enumerable.Range(0, 40).Select(i => (i % 7) + 0.5).Concat(Enumerable.Range(0, 90).Select(i => (double)(i % 5))).ToArray();
        var column = new SliceColumn("c", [.. Enumerable.Range(0, 130).Select(i => (byte)(i < 40 ? 0 : 1))], [new("c=a", "c = 'a'", true), new("c=b", "c = 'b'", true)]);

        var report = WeakSliceSearch.Find("MAE", losses, Ones(130), [column]);

        Assert.Equal(2, report.Tested);
        var found = report.Slices[0];
        Assert.Equal(("c=a", 40, true), (found.Slice, found.Rows, found.Weak));
        Assert.Equal(3.375, found.Value, 12);
        Assert.Equal(2, found.Rest, 12);
        Assert.Equal(0.00010955814256147159, found.PValue, 12);
        Assert.Equal(2 * found.PValue, found.AdjustedPValue, 15);
        Assert.Equal(0.6773162015594562, found.Low, 7);
        Assert.Equal(2.072683798440544, found.High, 7);
        Assert.Equal(0.7951294987391465, found.EffectSize, 9);
        Assert.False(report.Slices[1].Weak);
    }

    [Fact]
    public void A_planted_pair_is_found_and_nothing_else()
    {
        var (columns, cells) = Columns();
        var losses = Losses(row => cells[0][row] == 1 && cells[1][row] == 2 ? 1.0 : 0);

        var weak = WeakSliceSearch.Find("LogLoss", losses, Ones(Rows), columns).Slices.Where(s => s.Weak);

        Assert.Equal(["c0=v1, c1=v2"], weak.Select(s => s.Slice));
        Assert.Equal("c0 = 'v1' AND c1 = 'v2'", weak.Single().Where);
    }

    [Fact]
    public void Pairs_that_a_weak_value_explains_are_left_out()
    {
        var (columns, cells) = Columns();

        Assert.Equal(["c0=v1"], Weak(columns, row => cells[0][row] == 1 ? 1 : 0));

        // Much worse still with a second value: then the pair says more than its parent.
        Assert.Equal(["c0=v1, c1=v2", "c0=v1"], Weak(columns, row => cells[0][row] == 1 ? (cells[1][row] == 2 ? 4 : 1) : 0).Order(StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public void The_same_rows_under_another_name_are_listed_once()
    {
        var (columns, cells) = Columns();
        var copy = columns[0] with { Name = "copy", Bins = [.. columns[0].Bins.Select(b => b with { Name = b.Name.Replace("c0", "copy", StringComparison.Ordinal) })] };

        Assert.Equal(["c0=v1"], Weak([.. columns, copy], row => cells[0][row] == 1 ? 1 : 0));
    }

    [Fact]
    public void A_slice_that_is_weak_because_it_overlaps_with_another_is_not_listed()
    {
        // Nearly the same column: nine of ten rows agree.
        var (columns, cells) = Columns();
        var codes = cells[0].Select((code, row) => row % 10 == 0 ? (code + 1) % 4 : code).ToArray();
        var similar = SliceBinning.Of(new StringColumn("similar", codes, ["v0", "v1", "v2", "v3"]));

        Assert.Equal(["c0=v1"], Weak([.. columns, similar], row => cells[0][row] == 1 ? 1 : 0));
    }

    [Fact]
    public void Chance_alone_makes_no_weak_slice_in_nineteen_of_twenty_searches()
    {
        var (columns, _) = Columns();
        var searches = Enumerable.Range(0, 100).Count(seed => Weak(columns, _ => 0, seed + 10).Any());

        // By the effect size far fewer than by the test alone.
        Assert.True(searches <= 5, $"{searches} of 100");
    }

    [Fact]
    public void Small_slices_are_not_tested()
    {
        var codes = new byte[Rows];
        Array.Fill(codes, (byte)1, 0, 29);
        var column = new SliceColumn("c", codes, [new("c=a", "a", true), new("c=b", "b", true)]);
        var losses = Losses(row => row < 29 ? 10 : 0);

        var report = WeakSliceSearch.Find("MAE", losses, Ones(Rows), [column]);
        Assert.Equal((1, 1), (report.Tested, report.Slices.Count));
    }

    [Theory]
    [InlineData(2000, 30)]
    [InlineData(3000, 30)]
    [InlineData(5000, 50)]
    [InlineData(5001, 51)]
    public void A_slice_has_thirty_rows_and_one_per_cent_of_them_at_least(int rows, int least)
    {
        int Tested(int inSlice)
        {
            var codes = new byte[rows];
            Array.Fill(codes, (byte)1, 0, inSlice);
            var column = new SliceColumn("c", codes, [new("c=a", "a", true), new("c=b", "b", true)]);
            return WeakSliceSearch.Find("MAE", [.. Enumerable.Range(0, rows).Select(r => (double)(r % 7))], Ones(rows), [column]).Tested;
        }

        Assert.Equal((1, 2), (Tested(least - 1), Tested(least)));
    }

    [Fact]
    public void Rows_count_as_much_as_they_weigh()
    {
        // The weak half weighs nothing: nothing is weak.
        var (columns, cells) = Columns();
        var losses = Losses(row => cells[0][row] == 1 && row % 2 == 0 ? 5 : 0);
        var weights = Enumerable.Range(0, Rows).Select(row => cells[0][row] == 1 && row % 2 == 0 ? 0.0 : 2.0).ToArray();

        var plain = WeakSliceSearch.Find("MAE", losses, Ones(Rows), columns);
        Assert.Equal("c0=v1", Assert.Single(plain.Slices, s => s.Weak).Slice);

        // Rows that weigh nothing are not there: what is left of the value is as good as the rest.
        var report = WeakSliceSearch.Find("MAE", losses, weights, columns);
        Assert.Equal(plain.Tested, report.Tested);
        Assert.DoesNotContain(report.Slices, s => s.Weak);

        // Whatever all rows weigh, it is the same search.
        var doubled = WeakSliceSearch.Find("MAE", losses, [.. Ones(Rows).Select(w => 2 * w)], columns);
        Assert.Equal(plain.Slices.Select(s => (s.Slice, s.Weak)), doubled.Slices.Select(s => (s.Slice, s.Weak)));
    }

    [Fact]
    public void The_same_rows_give_the_same_report_whatever_the_number_of_threads()
    {
        var (columns, cells) = Columns();
        var losses = Losses(row => cells[0][row] == 1 ? 1 : 0);

        var first = SlicesFile.ToJson(WeakSliceSearch.Find("MAE", losses, Ones(Rows), columns));
        Assert.Equal(first, SlicesFile.ToJson(WeakSliceSearch.Find("MAE", losses, Ones(Rows), columns)));
    }

    private static IEnumerable<string> Weak(IReadOnlyList<SliceColumn> columns, Func<int, double> more, int seed = 7) =>
        WeakSliceSearch.Find("LogLoss", Losses(more, seed), Ones(Rows), columns).Slices.Where(s => s.Weak).Select(s => s.Slice);

    private static double[] Ones(int rows) => [.. Enumerable.Repeat(1.0, rows)];

    /// <summary>Exponential losses of mean 0.4, and some more.</summary>
    private static double[] Losses(Func<int, double> more, int seed = 7)
    {
        var random = new SplitMix64((ulong)seed);
        return [.. Enumerable.Range(0, Rows).Select(row => (-0.4 * Math.Log(1 - (random.Below(1_000_000) / 1e6))) + more(row))];
    }

    private static (IReadOnlyList<SliceColumn> Columns, int[][] Cells) Columns()
    {
        var random = new SplitMix64(5);
        var cells = Enumerable.Range(0, 6).Select(_ => Enumerable.Range(0, Rows).Select(_ => random.Below(4)).ToArray()).ToArray();
        return (
            [.. cells.Select((codes, c) => SliceBinning.Of(new StringColumn(FormattableString.Invariant($"c{c}"), codes, ["v0", "v1", "v2", "v3"])))],
            cells);
    }
}
