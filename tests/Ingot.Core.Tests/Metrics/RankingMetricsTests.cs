using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Statistics;

namespace Ingot.Core.Tests.Metrics;

/// <summary>
/// Expected values: scikit-learn 1.2.1 query by query on the very arrays below, scores as float32: ndcg_score(2**grade - 1, score, k), which averages over ties, and
/// average_precision_score(grade >= 1, score); the reciprocal rank as numpy's mean over all permutations of the tied rows. Their mean over the queries that count, and
/// numpy.average with the means of the rows' weights; the standard error is numpy's std(ddof=1) / sqrt(4).
/// </summary>
public class RankingMetricsTests
{
    // Ties at the top; all scores the same; no grade of 1 or more; one row; more than ten rows; rows of one grade.
    private static readonly PredictionSet Rows = new()
    {
        Task = ModelTask.Ranking,
        Rows = 28,
        RowNumbers = [.. Enumerable.Range(0, 28).Select(r => (long)r)],
        Queries = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5, 5],
        LabelValues = [3, 0, 2, 1, 0, 1, 0, 1, 0, 2, 0, 0, 0, 2, 0, 0, 1, 0, 4, 0, 0, 2, 0, 0, 0, 1, 1, 1],
        Scores =
        [
            .9f, .9f, .5f, .25f, .125f, .5f, .5f, .5f, .5f, .5f, .75f, .5f, .25f, .5f,
            .75f, .5f, .5f, .25f, .25f, .25f, .25f, .125f, .0625f, 1, .875f, -1, .5f, .25f,
        ],
    };

    private static readonly double[] Weights = [1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 3, 3, 3, 1, .. Enumerable.Repeat(0.5, 12), 2, 4];

    [Theory]
    [InlineData("NDCG", 0.7192441427072364, 0.8501967603609195, 0.1339136149229979)]
    [InlineData("NDCG@5", 0.6345935840268799, 0.8219799074674675, 0.2128035526296661)]
    [InlineData("NDCG@10", 0.7154536600203274, 0.84893326613195, 0.13729948138553064)]
    [InlineData("MAP", 0.6159722222222221, 0.7803240740740741, 0.1559781585889195)]
    [InlineData("MRR", 0.6743055555555556, 0.8266203703703704, 0.1622698393775163)]
    public void Means_over_queries_with_ties_and_weights(string name, double expected, double weighted, double error)
    {
        var metric = Of(Rows, name);
        Assert.Equal(expected, metric.Value, 12);
        Assert.Equal(error, metric.StandardError, 12);
        Assert.Equal(28, metric.Rows);
        Assert.InRange(metric.High, metric.Value, 1);
        Assert.Equal(weighted, Of(Rows with { Weights = Weights }, name).Value, 12);
    }

    [Fact]
    public void Queries_without_an_order_are_left_out_and_none_leaves_the_metrics_undefined()
    {
        Assert.Equal(4, RankingMetrics.QueriesOf(Rows, [.. Enumerable.Range(0, 28)]).Count);
        Assert.All(MetricEvaluator.Evaluate(Rows, 0.5, 1, "irrelevant", [10, 11, 12, 13]), m => Assert.True(double.IsNaN(m.Value)));
        Assert.Equal("queries of two rows or more of which one has a grade of 1 or more", MetricCatalog.Needs("NDCG@5"));
    }

    // Of a slice only its rows are ranked: the first and the third of the first query stand in the right order.
    [Fact]
    public void Rows_of_a_slice_are_what_is_ranked() =>
        Assert.Equal(1, MetricEvaluator.Evaluate(Rows, 0.5, 1, "some", [0, 2]).Single(m => m.Name == "NDCG").Value);

    [Fact]
    public void Equal_scores_are_worth_what_any_order_is_on_average()
    {
        // One relevant row of three: 1, 1/log2(3) and 1/2 with the same chance; places 1, 2 and 3.
        var order = QueryOrder.Of([0, 0, 0], [0, 1, 0]);
        Assert.Equal((1 + (1 / Math.Log2(3)) + 0.5) / 3, order.Ndcg, 14);
        Assert.Equal((1 + 0.5 + (1 / 3.0)) / 3, order.ReciprocalRank, 14);
        Assert.Equal(1 / 3.0, order.AveragePrecision, 14);
    }

    [Fact]
    public void The_main_metric_alone_is_the_same()
    {
        Assert.Equal(Of(Rows with { Weights = Weights }, "NDCG").Value, MainMetric.Of(Rows with { Weights = Weights }), 14);
        Assert.All(MainMetric.KeyFigures(ModelTask.Ranking), n => Assert.NotNull(MetricCatalog.Find(n, ModelTask.Ranking)));
    }

    [Fact]
    public void Two_models_are_compared_by_query()
    {
        // The other model has the second query in the right order, and is otherwise the same.
        var other = Rows with { Scores = [.. Rows.Scores.Select((s, row) => row is >= 6 and < 10 ? (float)Rows.LabelValues[row] : s)] };
        var paired = (PairedEstimate)PairedMetrics.Compare("NDCG", Rows, other, 0.5, 1)!;
        Assert.Equal(Of(Rows, "NDCG").Value, paired.Baseline, 14);
        Assert.Equal(Of(other, "NDCG").Value, paired.Candidate, 14);

        // Of four differences three are 0: their mean has the standard error d / 4.
        var difference = 1 - 0.70549597;
        var test = paired.Test(new RegressionMargin(0, false, true), 0.05);
        Assert.Equal(-difference / 4, test.Regression, 7);
        Assert.Equal(difference / 4, test.StandardError, 7);
        Assert.Null(PairedMetrics.Compare("RMSE", Rows, other, 0.5, 1));
    }

    private static MetricResult Of(PredictionSet predictions, string name) => MetricEvaluator.Evaluate(predictions, 0.5, 1).Single(m => m.Name == name);
}
