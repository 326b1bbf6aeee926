using Ingot.Core.Statistics;

namespace Ingot.Core.Tests.Statistics;

public class BootstrapTests
{
    private const int Rows = 4001;

    [Fact]
    public void The_standard_error_of_a_mean_is_the_known_one()
    {
        var values = Enumerable.Range(0, Rows).Select(i => (double)(i * 37 % 101)).ToArray();
        var mean = values.Average();
        var known = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (Rows - 1) / Rows);

        var interval = Bootstrap.Of(mean, Ones(), 1, w => w.Zip(values, (a, b) => a * b).Sum() / w.Sum());

        // 1,000 resamples know a standard error to 2.2 %; four times that is allowed.
        Assert.InRange(interval.StandardError / known, 0.91, 1.09);
        Assert.Equal(mean, interval.Value);
    }

    [Fact]
    public void Rows_are_drawn_as_often_as_Poisson_says()
    {
        var counts = new long[8];
        var draws = 0L;
        Bootstrap.Of(0, Ones(), 1, w =>
        {
            foreach (var times in w)
            {
                Interlocked.Increment(ref counts[(int)Math.Min(times, 7)]);
                Interlocked.Increment(ref draws);
            }

            return 0;
        });

        Assert.Equal((long)Rows * Bootstrap.Resamples, draws);
        var expected = Math.Exp(-1);
        for (var k = 0; k < 6; k++)
        {
            // Five standard errors of a share.
            var tolerance = 5 * Math.Sqrt(expected * (1 - expected) / draws);
            Assert.InRange((double)counts[k] / draws, expected - tolerance, expected + tolerance);
            expected /= k + 1;
        }

        Assert.True(counts[6] + counts[7] > 0);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1000)]
    [InlineData(100_000, 1000)]
    public void One_row_cannot_be_resampled_and_more_are_as_often_as_is_said(int rows, int expected)
    {
        var calls = 0;
        Bootstrap.Of(0, new double[rows], 1, _ => Interlocked.Increment(ref calls));

        Assert.Equal(expected, calls);
    }

    [Fact]
    public void A_statistic_that_some_resamples_do_not_have_is_measured_by_the_others()
    {
        var interval = Bootstrap.Of(1, [1, 1, 1], 1, w => w[0] > 0 ? w[0] : double.NaN);

        Assert.True(interval.StandardError > 0);
    }

    private static double[] Ones() => [.. Enumerable.Repeat(1.0, Rows)];
}
