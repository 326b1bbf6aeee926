using Ingot.Core.Statistics;

namespace Ingot.Core.Tests.Statistics;

/// <summary>
/// Silhouettes, Davies-Bouldin and Calinski-Harabasz. Expected values: scikit-learn 1.2.1 (silhouette_samples, silhouette_score, davies_bouldin_score, calinski_harabasz_score) on the same
/// points; standard errors: the bootstrap of 2,000 draws of 300 of these points by numpy, each measured with scikit-learn.
/// </summary>
public class ClusterIndexTests
{
    [Fact]
    public void Values_are_those_of_scikit_learn()
    {
        var points = Points(60, i => i % 3);

        var silhouettes = Silhouettes.Of(points, 2);
        double[] first = [0.239177339136, 0.225060699348, 0.386211203278, 0.382135271049, 0.300644725638, 0.197501075101];
        for (var i = 0; i < first.Length; i++)
        {
            Assert.Equal(first[i], silhouettes.Coefficients[i], 1e-11);
        }

        Assert.Equal(0.16441064518594745, silhouettes.Index.Value, 1e-12);
        Assert.Equal(1.5191827714748347, ClusterSpread.DaviesBouldin(points).Value, 1e-12);
        Assert.Equal(23.475801291461064, ClusterSpread.CalinskiHarabasz(points).Value, 1e-11);

        var bad = Points(60, i => i * 7 % 4);
        Assert.Equal(-0.07430938262836477, Silhouettes.Of(bad).Index.Value, 1e-12);
        Assert.Equal(31.903680201061302, ClusterSpread.DaviesBouldin(bad).Value, 1e-10);
        Assert.Equal(0.09695853903421522, ClusterSpread.CalinskiHarabasz(bad).Value, 1e-12);
    }

    [Fact]
    public void Equal_points_and_one_that_is_alone_have_what_scikit_learn_gives_them()
    {
        var points = new ClusteredPoints([0, 0, 0, 0, 0, 0, 4, 0, 4, 0, 4, 2, 10, 10], 2, [0, 0, 0, 7, 7, 7, 3], [1, 1, 1, 1, 1, 1, 1]);

        var silhouettes = Silhouettes.Of(points);

        Assert.Equal([1, 1, 1, 0.75, 0.75, 0.552786404500042, 0], silhouettes.Coefficients.Select(c => Math.Round(c, 15)));
        Assert.Equal(0.7218266292142916, silhouettes.Index.Value, 1e-15);
        Assert.Equal(0.17283651174370016, ClusterSpread.DaviesBouldin(points).Value, 1e-15);
        Assert.Equal(119.71428571428572, ClusterSpread.CalinskiHarabasz(points).Value, 1e-12);
    }

    [Fact]
    public void What_the_points_do_not_define_is_no_number()
    {
        Undefined(new ClusteredPoints([1, 2, 3, 4], 1, [5, 5, 5, 5], [1, 1, 1, 1]));
        Undefined(new ClusteredPoints([1, 2, 3], 1, [0, 1, 2], [1, 1, 1]));
        Undefined(new ClusteredPoints([1, 2, 3, 4], 1, [0, 0, 0, 1], [1, 1, 1, 0]));
        Undefined(new ClusteredPoints([], 1, [], []));

        // All points are one: their silhouettes are 0, as scikit-learn has it, and there is nothing to divide by.
        var same = new ClusteredPoints([2, 2, 2, 2], 1, [0, 0, 1, 1], [1, 1, 1, 1]);
        Assert.Equal(0, Silhouettes.Of(same).Index.Value);
        Assert.Equal(double.NaN, ClusterSpread.DaviesBouldin(same).Value);
        Assert.Equal(double.NaN, ClusterSpread.CalinskiHarabasz(same).Value);
    }

    [Fact]
    public void A_weight_of_0_is_no_point_and_a_scale_of_the_weights_means_nothing()
    {
        var points = Points(60, i => i % 3);
        var without = points.Take([.. Enumerable.Range(0, 60).Where(i => i % 7 != 2)]);
        var weighed = points with { Weights = [.. Enumerable.Range(0, 60).Select(i => i % 7 == 2 ? 0 : 2.5)] };
        foreach (var measure in Measures())
        {
            Assert.Equal(measure(without).Value, measure(weighed).Value, 1e-11);
        }
    }

    [Fact]
    public void Pseudo_values_have_the_index_as_their_mean_and_its_bootstrapped_error_as_their_own()
    {
        var points = Points(300, i => i % 3);
        double[] values = [0.19363820979948823, 1.4864072638793324, 131.8225265220511];
        double[] errors = [0.01275294, 0.05924814, 11.95385282];
        foreach (var (measure, i) in Measures().Select((m, i) => (m, i)))
        {
            var index = measure(points);
            var interval = Interval.Mean(index.PseudoValues, points.Weights);
            Assert.Equal(values[i], index.Value, 1e-10 * values[i]);
            Assert.Equal(index.Value, interval.Value, 1e-10 * values[i]);

            // A bootstrap of 2,000 draws is itself off by two in a hundred; and of so small a sample by more.
            Assert.InRange(interval.StandardError / errors[i], 0.93, 1.07);
        }
    }

    [Fact]
    public void A_pseudo_value_is_what_more_weight_of_a_point_does()
    {
        const double more = 1e-6;
        var random = new Random(1);
        var points = Points(40, i => i * 3 % 4) with { Weights = [.. Enumerable.Range(0, 40).Select(_ => 0.5 + random.NextDouble())] };
        foreach (var measure in Measures())
        {
            var index = measure(points);
            for (var i = 0; i < 40; i += 3)
            {
                double With(double by) => measure(points with { Weights = [.. points.Weights.Select((w, at) => at == i ? w + by : w)] }).Value;
                var derivative = (With(more) - With(-more)) / (2 * more);
                Assert.Equal(index.Value + (points.Weights.Sum() * derivative), index.PseudoValues[i], 1e-4 * (1 + Math.Abs(index.PseudoValues[i])));
            }
        }
    }

    [Fact]
    public void Intervals_of_95_per_cent_hold_the_true_value_so_often()
    {
        // Windows of 150 points of a mixture that is not well apart; the true value is that of very many of them.
        const int windows = 400;
        double[] truth = [.. Measures().Select(m => m(Drawn(6000, 0)).Value)];
        var held = new int[3];
        for (var seed = 1; seed <= windows; seed++)
        {
            var points = Drawn(150, seed);
            foreach (var (measure, i) in Measures().Select((m, i) => (m, i)))
            {
                var interval = Interval.Mean(measure(points).PseudoValues, points.Weights);
                held[i] += interval.Low <= Expected(i, truth[i]) && Expected(i, truth[i]) <= interval.High ? 1 : 0;
            }
        }

        Assert.All(held, h => Assert.InRange((double)h / windows, 0.91, 0.98));

        // Calinski-Harabasz grows with the number of points, of which n - k are free.
        static double Expected(int measure, double value) => measure < 2 ? value : value * (150 - 3) / (6000 - 3);
    }

    [Fact]
    public void Threads_change_nothing()
    {
        var points = Points(300, i => i % 3);

        Assert.Equal(Silhouettes.Of(points, 1).Index.PseudoValues, Silhouettes.Of(points, 4).Index.PseudoValues);
    }

    [Fact]
    public void Principal_components_are_those_of_scikit_learn()
    {
        // sklearn.decomposition.PCA(2): explained_variance_ratio_ 0.63176147, 0.24971002; components with the signs of theirs turned.
        double[] one = [0.86663979, -0.49772094, 0.01754253, 0.00337403, 0.02983648], two = [0.49364002, 0.85499757, -0.15531085, 0.03214159, 0.01200578];
        var points = Points(60, i => i % 3);

        var (first, second, firstShare, secondShare) = PrincipalComponents.Of(points, 1);

        Assert.Equal((0.63176147, 0.24971002), (Math.Round(firstShare, 8), Math.Round(secondShare, 8)));
        var mean = Enumerable.Range(0, 5).Select(f => Enumerable.Range(0, 60).Average(i => points.Of(i)[f])).ToArray();
        for (var i = 0; i < 60; i += 7)
        {
            Assert.Equal(one.Select((c, f) => c * (points.Of(i)[f] - mean[f])).Sum(), first[i], 1e-5);
            Assert.Equal(two.Select((c, f) => c * (points.Of(i)[f] - mean[f])).Sum(), second[i], 1e-5);
        }
    }

    private static Func<ClusteredPoints, ClusterIndex>[] Measures() => [p => Silhouettes.Of(p, 2).Index, ClusterSpread.DaviesBouldin, ClusterSpread.CalinskiHarabasz];

    private static void Undefined(ClusteredPoints points) => Assert.All(Measures(), measure =>
    {
        var index = measure(points);
        Assert.Equal(double.NaN, index.Value);
        Assert.All(index.PseudoValues, v => Assert.Equal(double.NaN, v));
    });

    private static ClusteredPoints Drawn(int count, int seed)
    {
        var random = new Random(seed);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        double[] centres = [0, 0, 3, 1, 1, 4];
        var (values, clusters) = (new double[count * 2], new int[count]);
        for (var i = 0; i < count; i++)
        {
            var of = random.Next(6) switch { < 3 => 0, < 5 => 1, _ => 2 };
            (values[2 * i], values[(2 * i) + 1]) = (centres[2 * of] + Normal(), centres[(2 * of) + 1] + Normal());
            clusters[i] = Enumerable.Range(0, 3).MinBy(c => Math.Pow(values[2 * i] - centres[2 * c], 2) + Math.Pow(values[(2 * i) + 1] - centres[(2 * c) + 1], 2));
        }

        return new ClusteredPoints(values, 2, clusters, [.. Enumerable.Repeat(1.0, count)]);
    }

    // The same formula made the points of the expected values.
    private static ClusteredPoints Points(int count, Func<int, int> cluster) => new(
        [.. Enumerable.Range(0, count).SelectMany(i => new[] { (i * 37 % 101 / 10.0) + (i % 3 * 4.0), (i * 53 % 89 / 9.0) - (i % 3 * 2.5), i * 29 % 71 / 20.0, i % 3 == 1 ? 3.0 : 0, i * i % 17 / 5.0 })],
        5,
        [.. Enumerable.Range(0, count).Select(cluster)],
        [.. Enumerable.Repeat(1.0, count)]);
}
