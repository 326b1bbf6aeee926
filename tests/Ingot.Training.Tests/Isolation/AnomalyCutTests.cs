using Ingot.Training.Isolation;

namespace Ingot.Training.Tests.Isolation;

/// <summary>From which score on rows are anomalies, and how long usual ways are.</summary>
public class AnomalyCutTests
{
    [Fact]
    public void So_many_rows_are_anomalies_as_their_share_says_rounded_up()
    {
        float[] scores = [.. Enumerable.Range(1, 100).Select(i => i / 100f)];

        Assert.Equal([1, 2, 2, 10, 50], ((double[])[0.01, 0.015, 0.02, 0.1, 0.5]).Select(c => Anomalies(scores, c)));
        Assert.Equal(0.985f, AnomalyCut.Of(scores, null, 0.02), 1e-6f);
    }

    [Fact]
    public void Of_few_rows_the_first_is_one_and_of_one_row_that_one()
    {
        Assert.Equal(1, Anomalies([0.4f, 0.5f, 0.6f], 0.01));
        Assert.Equal(1, Anomalies([0.4f], 0.01));
    }

    [Fact]
    public void Equal_scores_on_both_sides_of_the_share_are_no_anomalies()
    {
        Assert.Equal(0, Anomalies([0.5f, 0.5f, 0.5f, 0.5f], 0.25));
        Assert.Equal(1, Anomalies([0.9f, 0.5f, 0.5f, 0.5f, 0.5f], 0.4));
        Assert.Equal(0, Anomalies([0.5f, 0.5f, 0.5f, 0.4f], 0.25));

        // The next number above one has no room for a middle.
        var next = float.BitIncrement(0.5f);
        Assert.Equal(next, AnomalyCut.Of([0.5f, next, 0.5f, 0.5f], null, 0.25));
    }

    [Fact]
    public void Rows_count_by_their_weights()
    {
        float[] scores = [0.9f, 0.8f, 0.7f, 0.6f];

        // Ten of a hundred: the first row alone has as many; one of no weight is not asked.
        Assert.Equal(0.85f, AnomalyCut.Of(scores, [10, 30, 30, 30], 0.1), 1e-6f);
        Assert.Equal(0.75f, AnomalyCut.Of(scores, [0, 10, 30, 60], 0.1), 1e-6f);
        Assert.Equal(0.1, AnomalyCut.Share(scores, [10, 30, 30, 30], 0.85f), 1e-12);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 1.207392357589623)]
    [InlineData(10, 3.748880484475505)]
    [InlineData(256, 10.244770920119917)]
    [InlineData(100000, 22.180282259643523)]
    public void Usual_ways_are_as_long_as_scikit_learn_says(int rows, double expected) => Assert.Equal(expected, PathLength.Usual(rows), 1e-9);

    [Fact]
    public void Some_rows_are_drawn_once_each_all_alike_or_by_weight()
    {
        var counts = new int[6];
        var weighted = new int[4];
        for (var tree = 0; tree < 6000; tree++)
        {
            var drawn = new RandomNumbers(1, tree).Some(6, 2);
            Assert.Equal(2, drawn.Distinct().Count());
            Array.ForEach(drawn, d => counts[d]++);
            Array.ForEach(new RandomNumbers(2, tree).Some([1, 2, 0, 3], 1), d => weighted[d]++);
        }

        Assert.All(counts, c => Assert.InRange(c, 1850, 2150));
        Assert.Equal(0, weighted[2]);
        Assert.InRange(weighted[0], 900, 1100);
        Assert.InRange(weighted[1], 1850, 2150);
        Assert.InRange(weighted[3], 2850, 3150);
    }

    private static int Anomalies(float[] scores, double share)
    {
        var threshold = AnomalyCut.Of(scores, null, share);
        return scores.Count(s => s >= threshold);
    }
}
