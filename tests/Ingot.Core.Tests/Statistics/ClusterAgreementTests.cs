using Ingot.Core.Statistics;

namespace Ingot.Core.Tests.Statistics;

/// <summary>
/// The agreement of clusters with classes. Expected values: scikit-learn 1.2.1 (adjusted_rand_score, normalized_mutual_info_score); standard errors: the bootstrap of 2,000 draws of 300
/// rows by numpy, each measured with scikit-learn.
/// </summary>
public class ClusterAgreementTests
{
    [Fact]
    public void Values_are_those_of_scikit_learn()
    {
        int[] clusters = [.. Enumerable.Range(0, 60).Select(i => i % 3)], other = [.. Enumerable.Range(0, 60).Select(i => i * 7 % 4)], classes = Classes(60);
        var weights = Ones(60);

        Assert.Equal(-0.04240282685512368, ClusterAgreement.AdjustedRand(clusters, other, weights).Value, 1e-15);
        Assert.Equal(0, ClusterAgreement.NormalizedMutualInformation(clusters, other, weights).Value, 1e-12);
        Assert.Equal(0.6151733607964298, ClusterAgreement.AdjustedRand(classes, clusters, weights).Value, 1e-14);
        Assert.Equal(0.6733933349602014, ClusterAgreement.NormalizedMutualInformation(classes, clusters, weights).Value, 1e-14);

        // What clusters are called means nothing.
        int[] renamed = [.. clusters.Select(c => (c + 4) * 7 % 5)];
        Assert.Equal(1, ClusterAgreement.AdjustedRand(clusters, renamed, weights).Value, 1e-15);
        Assert.Equal(1, ClusterAgreement.NormalizedMutualInformation(clusters, renamed, weights).Value, 1e-15);
    }

    [Fact]
    public void One_cluster_tells_nothing_and_one_class_too_is_not_defined()
    {
        var weights = Ones(60);
        Assert.Equal(0, ClusterAgreement.AdjustedRand(Classes(60), new int[60], weights).Value, 1e-15);
        Assert.Equal(0, ClusterAgreement.NormalizedMutualInformation(Classes(60), new int[60], weights).Value, 1e-15);
        Assert.Equal(double.NaN, ClusterAgreement.AdjustedRand(new int[60], new int[60], weights).Value);
        Assert.Equal(double.NaN, ClusterAgreement.NormalizedMutualInformation(new int[60], new int[60], weights).Value);
        Assert.Equal(double.NaN, ClusterAgreement.AdjustedRand([.. Enumerable.Range(0, 60)], [.. Enumerable.Range(0, 60)], weights).Value);
    }

    [Fact]
    public void Errors_are_those_of_the_bootstrap_and_what_more_weight_does()
    {
        int[] classes = Classes(300), clusters = [.. Enumerable.Range(0, 300).Select(i => i % 3)];
        foreach (var (measure, error) in new (Func<int[], int[], double[], InfluenceValues>, double)[] { (ClusterAgreement.AdjustedRand, 0.04942948), (ClusterAgreement.NormalizedMutualInformation, 0.03185648) })
        {
            Assert.InRange(measure(classes, clusters, Ones(300)).ToInterval().StandardError / error, 0.93, 1.07);

            double[] weights = [.. Enumerable.Range(0, 300).Select(i => 0.5 + (i * 13 % 7 / 5.0))];
            var found = measure(classes, clusters, weights);
            for (var i = 0; i < 300; i += 41)
            {
                double With(double by) => measure(classes, clusters, [.. weights.Select((w, at) => at == i ? w + by : w)]).Value;
                Assert.Equal(Math.Sqrt(300.0 / 299) * weights[i] * (With(1e-5) - With(-1e-5)) / 2e-5, found.Rows[i], 1e-8);
            }
        }
    }

    [Fact]
    public void A_weight_of_0_is_no_row_and_a_scale_of_the_weights_means_nothing()
    {
        int[] kept = [.. Enumerable.Range(0, 60).Where(i => i % 7 != 2)], classes = Classes(60), clusters = [.. Enumerable.Range(0, 60).Select(i => i % 3)];
        double[] weights = [.. Enumerable.Range(0, 60).Select(i => i % 7 == 2 ? 0 : 3.0)];
        foreach (var measure in new Func<int[], int[], double[], InfluenceValues>[] { ClusterAgreement.AdjustedRand, ClusterAgreement.NormalizedMutualInformation })
        {
            var (without, weighed) = (measure([.. kept.Select(i => classes[i])], [.. kept.Select(i => clusters[i])], Ones(kept.Length)), measure(classes, clusters, weights));
            Assert.Equal(without.Value, weighed.Value, 1e-14);
            Assert.Equal(without.ToInterval().StandardError, weighed.ToInterval().StandardError, 1e-12);
        }
    }

    private static int[] Classes(int count) => [.. Enumerable.Range(0, count).Select(i => i % 5 == 0 ? 0 : i % 3)];

    private static double[] Ones(int count) => [.. Enumerable.Repeat(1.0, count)];
}
