using Ingot.Onnx.Features;

namespace Ingot.Onnx.Tests;

public class ColumnCutsTests
{
    private static readonly double[] Strange =
    [
        double.NegativeInfinity, double.MinValue, -1e300, -1, -1e-35, -double.Epsilon, 0, double.Epsilon, 1e-35, 0.1, Math.BitIncrement(0.1), 1, 1.7e12,
        Math.BitIncrement(1.7e12), 1.7e12 + 1, 1e300, double.MaxValue, double.PositiveInfinity,
    ];

    [Theory]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(1024)]
    [InlineData(5000)]
    public void A_code_is_the_place_among_the_cuts_however_many_there_are(int cuts)
    {
        // Cuts are 0.5, 1.5, ...: below v lie round(v) of them, and none is below 0.
        var column = ColumnCuts.Of([.. Enumerable.Range(0, cuts + 1).Select(i => (double)i)]);

        Assert.All(Enumerable.Range(0, cuts + 1), i => Assert.Equal(i, column.Code(i)));
        Assert.All(Enumerable.Range(0, cuts), i => Assert.Equal(i, column.Code(i + 0.5)));
        Assert.Equal((0, cuts), (column.Code(-7), column.Code(1e9)));
    }

    [Fact]
    public void A_threshold_of_values_does_what_the_threshold_of_codes_does()
    {
        var random = new Random(5);
        for (var round = 0; round < 200; round++)
        {
            var training = Strange.Where(_ => random.Next(2) == 0).Append(0.5).Order().ToArray();
            var cuts = ColumnCuts.Of(training);

            // Every value of the training rows has a code of its own; any value is on the side of a threshold on which its code is.
            Assert.Equal(training.Length, training.Select(cuts.Code).Distinct().Count());
            for (var code = -20.0; code < 20; code += 0.5)
            {
                Assert.All(Strange[1..], v => Assert.Equal(cuts.Code(v) <= code, v <= cuts.Threshold(code)));
            }
        }
    }

    [Fact]
    public void Zero_and_missing_values_keep_their_place()
    {
        var cuts = ColumnCuts.Of([-2, -1, 0, 3]);

        Assert.Equal([-2f, -1, 0, 1, float.NaN], new[] { -2, -1, 0, 3, double.NaN }.Select(cuts.Code));
        Assert.Equal((double.NegativeInfinity, -0.5, double.PositiveInfinity), (cuts.Threshold(-3), cuts.Threshold(-0.7), cuts.Threshold(double.PositiveInfinity)));
    }

    [Fact]
    public void A_column_of_one_value_or_none_has_one_code()
    {
        Assert.Equal(0, ColumnCuts.Of([]).Code(7));
        Assert.Equal(0, ColumnCuts.Of([1.7e12, 1.7e12]).Code(double.MaxValue));
    }

    [Fact]
    public void Of_too_many_values_neighbours_share_a_code()
    {
        var values = Enumerable.Range(0, (2 * ColumnCuts.Most) + 10).Select(i => 1.7e12 + i).ToArray();
        var cuts = ColumnCuts.Of(values);

        Assert.InRange(cuts.Code(values[^1]), ColumnCuts.Most / 2, ColumnCuts.Most);
        Assert.InRange(values.Take(1000).Select(cuts.Code).Distinct().Count(), 300, 500);
    }
}
