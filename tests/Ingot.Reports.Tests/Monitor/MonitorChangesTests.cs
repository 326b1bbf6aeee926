using Ingot.Core.Monitoring;
using Ingot.Reports.Monitor;

namespace Ingot.Reports.Tests.Monitor;

public class MonitorChangesTests
{
    [Theory]
    [InlineData("..........", "")]
    [InlineData("xxxxxxxxxx", "0-9 10/10")]
    [InlineData("......xxxx", "6-9 4/4")]
    [InlineData("..x....xxxxx", "7-11 5/5")]
    [InlineData("...xx.x.xxxx", "3-11 7/9")]
    [InlineData("...xxxx.....", "3-6 4/4 ended")]
    [InlineData("...xxx????", "3-5 3/3")]
    [InlineData("...x?n?xx", "3-8 3/5")]
    [InlineData("....x...", "4-4 1/1 ended")]
    [InlineData("nnnnn", "")]
    public void A_change_is_the_stretch_in_which_most_more_chunks_are_beyond_than_within(string chunks, string expected)
    {
        var change = MonitorChanges.Of([Series(chunks)]).SingleOrDefault();

        Assert.Equal(expected, change is null ? string.Empty : FormattableString.Invariant($"{change.First}-{change.Last} {change.Beyond}/{change.Judged}{(change.HasEnded ? " ended" : string.Empty)}"));
    }

    [Fact]
    public void What_lasts_comes_before_what_a_single_chunk_says_and_then_the_earliest()
    {
        var changes = MonitorChanges.Of([Series("x.......", "single"), Series("....xxxx", "late"), Series("..xx....", "early")]);

        Assert.Equal(["early", "late", "single"], changes.Select(c => c.Series.Column));
    }

    [Theory]
    [InlineData(0.80, 0.01, true)]
    [InlineData(0.83, 0.01, false)]
    [InlineData(0.80, 0.05, false)]
    [InlineData(0.90, 0.01, false)]
    public void Without_a_limit_it_counts_what_is_worse_than_the_reference_by_more_than_chance(double value, double error, bool isBeyond)
    {
        var point = new MonitorMeasurement { Name = "AUC", Value = value, StandardError = error, Reference = 0.84, ReferenceStandardError = 0.005, Rows = 100 };

        var changes = MonitorChanges.Of([new MonitorSeries("AUC", null, null, HigherIsBetter: true, [point, point])]);

        Assert.Equal(isBeyond, changes.Count == 1);
    }

    [Fact]
    public void Below_is_beyond_where_higher_is_better()
    {
        MonitorMeasurement Point(double value) => new() { Name = "AUC", Value = value, Low = value - 0.01, High = value + 0.01, Rows = 100 };

        var change = Assert.Single(MonitorChanges.Of([new MonitorSeries("AUC", null, new MonitorLimit(0.8, "AUC Min=0.8"), HigherIsBetter: true, [Point(0.85), Point(0.795), Point(0.78), Point(0.75)])]));

        Assert.Equal((2, 3, 3), (change.First, change.Last, change.Peak));
    }

    private static MonitorSeries Series(string chunks, string column = "c") => new(MonitorCatalog.Drift, column, null, HigherIsBetter: false,
    [
        .. chunks.Select(c => c == 'n' ? null : new MonitorMeasurement
        {
            Name = MonitorCatalog.Drift, Column = column, Threshold = 0.1, Rows = 100, Value = c == 'x' ? 0.2 : c == '?' ? 0.11 : 0.05, Low = c == 'x' ? 0.15 : 0.04, High = c == 'x' ? 0.25 : c == '?' ? 0.13 : 0.06,
        }),
    ]);
}
