using Ingot.Core.Statistics;

namespace Ingot.Core.Tests.Statistics;

/// <summary>Random numbers, and what is made of them.</summary>
public class DrawTests
{
    /// <summary>The first numbers of the seed 1234567 by the authors' algorithm, computed with Python's whole numbers.</summary>
    [Fact]
    public void SplitMix64_gives_its_authors_numbers()
    {
        var random = new SplitMix64(1234567);

        Assert.Equal(
            [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821],
            Enumerable.Range(0, 5).Select(_ => random.Next()));
    }

    [Fact]
    public void A_number_below_a_bound_is_the_share_of_64_bits()
    {
        var (bits, below) = (new SplitMix64(5), new SplitMix64(5));
        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal((int)(bits.Next() / Math.Pow(2, 64) * 7), below.Below(7));
        }
    }

    [Fact]
    public void Rows_are_drawn_without_replacement_in_their_order()
    {
        Assert.Equal([0, 1, 2], RowSample.Of(3, 3, 1));
        Assert.Equal([0, 1, 2], RowSample.Of(3, 10, 1));
        Assert.Empty(RowSample.Of(3, 0, 1));
        var times = new int[10];
        for (var seed = 0; seed < 4000; seed++)
        {
            var drawn = RowSample.Of(10, 3, seed);
            Assert.Equal(drawn.Distinct().Order(), drawn);
            Assert.Equal(3, drawn.Length);
            Array.ForEach(drawn, r => times[r]++);
        }

        // Each with probability 0.3: 1,200 times, within five standard errors.
        Assert.All(times, t => Assert.InRange(t, 1200 - (5 * 29), 1200 + (5 * 29)));
        Assert.Equal(RowSample.Of(100, 10, 7), RowSample.Of(100, 10, 7));
    }

    [Fact]
    public void Every_order_of_rows_is_as_likely()
    {
        var times = new Dictionary<string, int>();
        for (var seed = 0; seed < 6000; seed++)
        {
            var order = string.Join(string.Empty, RowSample.Permutation(3, new SplitMix64((ulong)seed).Next()));
            times[order] = times.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(["012", "021", "102", "120", "201", "210"], times.Keys.Order(StringComparer.Ordinal));
        Assert.All(times.Values, t => Assert.InRange(t, 1000 - (5 * 29), 1000 + (5 * 29)));
    }

    /// <summary>Means and covariances of the draws are those that were asked for, within five standard errors; the third sum follows from the others.</summary>
    [Fact]
    public void Sums_are_drawn_with_their_means_and_covariances()
    {
        double[] means = [3, -1, 0, 7];
        double[][] asked = [[4, 0, 0, 0], [-1, 2, 0, 0], [3, 1, 4, 0], [0, 0, 0, 0]];
        var drawn = NormalSums.Draw(means, [.. asked.Select(r => r.ToArray())], 11, 4, (sums, all) => sums.CopyTo(all, 0));

        Assert.Equal(NormalSums.Draws, drawn.Length);
        for (var i = 0; i < 4; i++)
        {
            var mean = drawn.Average(d => d[i]);
            Assert.InRange(Math.Abs(mean - means[i]), 0, 5 * Math.Sqrt(asked[i][i] / NormalSums.Draws));
            for (var k = 0; k <= i; k++)
            {
                var covariance = drawn.Average(d => (d[i] - means[i]) * (d[k] - means[k]));
                var error = Math.Sqrt(((asked[i][i] * asked[k][k]) + (asked[i][k] * asked[i][k])) / NormalSums.Draws);
                Assert.InRange(Math.Abs(covariance - asked[i][k]), 0, 5 * error);
            }
        }

        // 3 / 7 of the determinant is left: var(2 | 0, 1) = 4 - [3 1] S^-1 [3 1]' = 4 - 28 / 7 = 0, and the last has none at all.
        Assert.All(drawn, d => Assert.Equal((d[0] - 3) + (d[1] + 1), d[2], 5));
        Assert.All(drawn, d => Assert.Equal(7, d[3]));
    }

    [Fact]
    public void The_normal_numbers_are_normal_and_independent()
    {
        var drawn = NormalSums.Draw([0, 0, 0], [[1, 0, 0], [0, 1, 0], [0, 0, 1]], 3, 3, (sums, all) => sums.CopyTo(all, 0));

        // The distribution function at -1, 0, 1 and 2, within five standard errors of a share.
        for (var i = 0; i < 3; i++)
        {
            foreach (var (at, share) in ((double, double)[])[(-1, 0.15865525393145707), (0, 0.5), (1, 0.8413447460685429), (2, 0.9772498680518208)])
            {
                Assert.InRange(Math.Abs(drawn.Average(d => d[i] <= at ? 1.0 : 0) - share), 0, 5 * Math.Sqrt(share * (1 - share) / NormalSums.Draws));
            }
        }

        Assert.Equal(drawn.Length, drawn.Select(d => d[0]).Distinct().Count());
        Assert.NotEqual(drawn[0], NormalSums.Draw([0, 0, 0], [[1, 0, 0], [0, 1, 0], [0, 0, 1]], 4, 3, (sums, all) => sums.CopyTo(all, 0))[0]);
    }

    /// <summary>From the statistics of resamples that are written down: numpy's std(ddof=1) and cov(ddof=1).</summary>
    [Fact]
    public void The_spread_of_resamples_is_the_error()
    {
        double[][] resamples = [[1, 2], [2, 4], [4, 5], [5, 9]];
        var interval = Bootstrap.Of(3, resamples);
        Assert.Equal(3, interval.Value);
        Assert.Equal(1.8257418583505538, interval.StandardError, 14);
        Assert.Equal(3 - (1.959963984540054 * 1.8257418583505538), interval.Low, 12);

        var paired = Bootstrap.Paired(3, 5, resamples);
        Assert.Equal((3, 5, "paired bootstrap"), (paired.Baseline, paired.Candidate, paired.Method));
        Assert.Equal(2, paired.ChangeVariance, 12);
        Assert.Equal(10 / 3.0, paired.BaselineVariance, 12);
        Assert.Equal(5 / 3.0, paired.Covariance, 12);
    }

    [Fact]
    public void Resamples_without_a_value_are_left_out_while_half_have_one()
    {
        const double no = double.NaN;
        Assert.Equal(Bootstrap.Of(3, [[1], [2], [5]]), Bootstrap.Of(3, [[1], [no], [2], [double.PositiveInfinity], [5], [no], [no]]));
        Assert.Equal(double.NaN, Bootstrap.Of(3, [[1], [no]]).StandardError);
        Assert.Equal(0, Bootstrap.Of(3, [[1], [1]]).StandardError);

        Assert.Equal(Bootstrap.Paired(3, 5, [[1, 2], [2, 4]]), Bootstrap.Paired(3, 5, [[1, 2], [no, 4], [2, no], [2, 4]]));
        Assert.Equal(double.NaN, Bootstrap.Paired(3, 5, [[1, 2], [no, 4], [2, no], [2, 4], [no, no]]).ChangeVariance);
        Assert.Equal(double.NaN, Bootstrap.Paired(3, 5, []).ChangeVariance);
    }

    /// <summary>A row is drawn as often for both models, or what they share would not cancel.</summary>
    [Fact]
    public void Both_models_have_the_same_draws()
    {
        var paired = Bootstrap.Paired(2, 5, [1, 1, 1, 1, 1], 1, (weights, result) => (result[0], result[1]) = (weights.Sum(), weights.Sum() + 3));

        Assert.Equal(0, paired.ChangeVariance, 12);
        Assert.InRange(paired.BaselineVariance, 4, 6);
        Assert.Equal(double.NaN, Bootstrap.Paired(2, 5, [1], 1, (_, _) => { }).ChangeVariance);
    }

    [Fact]
    public void A_draw_multiplies_the_weight_of_a_row()
    {
        var seen = new System.Collections.Concurrent.ConcurrentBag<double[]>();
        Bootstrap.Of(0, [0.5, 0, 3], 1, w =>
        {
            seen.Add(w.ToArray());
            return 0;
        });

        Assert.All(seen, w => Assert.Equal((0, 0, 0), (w[0] % 0.5, w[1], w[2] % 3)));
        Assert.All((int[])[0, 2], i => Assert.InRange(seen.Average(w => w[i]) / (i == 0 ? 0.5 : 3), 0.84, 1.16));
        Assert.True(seen.Select(w => (w[0], w[2])).Distinct().Count() > 10);
    }
}
