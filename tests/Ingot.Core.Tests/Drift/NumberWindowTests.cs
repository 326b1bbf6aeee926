using Ingot.Core.Drift;
using Ingot.Core.Statistics;
using static Ingot.Core.Tests.Drift.Samples;

namespace Ingot.Core.Tests.Drift;

public class NumberWindowTests
{
    private static readonly double[] Odd =
        [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.0, 1e308, -1e308, 5e-324, 1e300, .. Current, .. TiedCurrent];

    [Fact]
    public void Missing_values_are_counted_apart_and_infinities_are_values()
    {
        var window = Window([1, double.NaN, 2, double.PositiveInfinity], Odd);

        Assert.Equal(3, window.Reference.Rows);
        Assert.Equal(1, window.Reference.Missing);
        Assert.Equal(3, window.Reference.DistinctValues);
        Assert.Equal(Odd.Length - 1, window.Rows);
        Assert.Equal(1, window.Missing);
    }

    [Fact]
    public void Merged_parts_in_any_order_are_the_whole_to_the_last_bit()
    {
        var reference = NumberReference.Of(Reference);
        var whole = new NumberWindow(reference);
        whole.Add(Odd);
        var shuffled = RowSample.Permutation(Odd.Length, 7).Select(i => Odd[i]).ToArray();
        var parts = shuffled.Chunk(17).Select(values =>
        {
            var part = new NumberWindow(reference);
            part.Add(values);
            return part;
        }).ToArray();
        var merged = new NumberWindow(reference);
        foreach (var part in parts.Reverse())
        {
            merged.Merge(part);
        }

        Assert.Equal(whole.Cells, merged.Cells);
        Assert.Equal(whole.Positions, merged.Positions);
        foreach (var measure in DriftMeasureCatalog.All.Where(m => m.Kinds.Contains(DriftColumnKind.Number)))
        {
            var options = new DriftOptions { Measure = measure };
            Assert.Equal(JsonFormat.Write(DriftDetector.Find("x", whole, options)), JsonFormat.Write(DriftDetector.Find("x", merged, options)));
        }
    }

    [Fact]
    public void Values_that_are_counted_are_values_one_by_one()
    {
        var reference = NumberReference.Of(Reference);
        var (counted, single) = (new NumberWindow(reference), new NumberWindow(reference));
        foreach (var value in Odd)
        {
            counted.Add(value, 3);
            single.Add([value, value, value]);
        }

        Assert.Equal(single.Cells, counted.Cells);
        Assert.Equal(single.Positions, counted.Positions);
        Assert.Equal(single.Missing, counted.Missing);
    }

    [Fact]
    public void Another_reference_is_refused() =>
        Assert.Throws<ArgumentException>(() => Window([1, 2]).Merge(Window([1, 2])));

    [Fact]
    public void Every_value_is_counted_where_it_belongs()
    {
        var window = Window(Reference, Current);
        var knots = window.Reference.Knots;
        for (var i = 0; i < knots.Length; i++)
        {
            Assert.Equal(Current.Count(v => v == knots[i]), window.Cells[(2 * i) + 1]);
            Assert.Equal(Current.Count(v => v < knots[i] && (i == 0 || v > knots[i - 1])), window.Cells[2 * i]);
        }

        Assert.Equal(knots.Order(), knots);
        Assert.Equal(Reference.Distinct().Order(), knots.Where((_, i) => window.Reference.KnotCounts[i] > 0));
        Assert.Equal(Reference.Length, window.Reference.KnotCounts.Sum());
    }

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { double.NaN, double.NaN })]
    [InlineData(new[] { double.PositiveInfinity })]
    [InlineData(new[] { 5.0 })]
    [InlineData(new[] { -1.7e308, 1.7e308 })]
    [InlineData(new[] { 0, 5e-324, 1e-323 })]
    [InlineData(new[] { 1e300, double.NegativeInfinity, 3 })]
    public void Whatever_the_samples_are_each_measure_has_an_answer_or_none(double[] odd)
    {
        foreach (var (reference, current) in new[] { (odd, Odd), (Odd, odd), (odd, odd), (odd, Array.Empty<double>()) })
        {
            foreach (var measure in DriftMeasureCatalog.All.Where(m => m.Kinds.Contains(DriftColumnKind.Number) && m != DriftMeasureCatalog.Missing))
            {
                var finding = DriftDetector.Find("x", Window(reference, current), new DriftOptions { Measure = measure, MinimumRows = 0 });
                Assert.True(double.IsNaN(finding.PValue) || finding.PValue is >= 0 and <= 1);
                Assert.True(double.IsNaN(finding.Effect) == double.IsNaN(finding.Low), JsonFormat.Write(finding));
                Assert.True(double.IsNaN(finding.Effect) || (finding.Effect >= finding.Low && finding.Effect <= finding.High), JsonFormat.Write(finding));
                Assert.True(!double.IsNaN(finding.Effect) || finding.Outcome == DriftOutcome.Unclear);
                if (reference.Length == 0 || current.Length == 0 || current.All(double.IsNaN))
                {
                    Assert.Equal(DriftOutcome.Unclear, finding.Outcome);
                    Assert.Contains("not defined", finding.Method, StringComparison.Ordinal);
                }
            }
        }
    }

    [Fact]
    public void Numbers_of_few_distinct_values_are_categories()
    {
        var finding = DriftDetector.Find(
            "x", Window([.. Enumerable.Repeat(0.0, 70), .. Enumerable.Repeat(1.5, 30)], [0, 0, 1.5, 0.7, double.PositiveInfinity]), new DriftOptions { MinimumRows = 1 });

        Assert.Equal("ChiSquared", finding.Measure);
        Assert.Equal(["0", "1.5", null], finding.Bins.Select(b => b.Category));
        Assert.Equal([2, 1, 2], finding.Bins.Select(b => b.CurrentRows));
        Assert.Equal(DriftBinKind.Unseen, finding.Bins[^1].Kind);
    }

    [Fact]
    public void Dates_are_microseconds_since_1970()
    {
        var reference = NumberReference.OfDates([new DateTime(1970, 1, 2, 0, 0, 0, DateTimeKind.Utc), null]);

        Assert.Equal([86_400_000_000], reference.Values);
        Assert.Equal(1, reference.Missing);
    }
}
