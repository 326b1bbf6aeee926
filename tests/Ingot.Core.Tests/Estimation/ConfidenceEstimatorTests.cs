using Ingot.Core.Estimation;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Statistics;

namespace Ingot.Core.Tests.Estimation;

/// <summary>Estimates of whole chunks: how often their intervals hold the realised metric, and chunks that break careless code.</summary>
public class ConfidenceEstimatorTests
{
    /// <summary>The reference and the chunk are drawn anew each time. Of 200, a share of 95 % is seen between 90.5 and 98.5 % in 99 of 100 cases; nine metrics see the same draws.</summary>
    [Fact]
    public void Intervals_hold_the_realised_metric_as_often_as_they_say()
    {
        const int Replications = 200;
        var held = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var r = 0; r < Replications; r++)
        {
            var reference = Draw(2000, (ulong)r + 1);
            var chunk = Draw(500, (ulong)r + 100_001);
            var estimates = ConfidenceEstimator.Fit(reference, 0.5, r).Estimate(chunk).Metrics;
            var realised = ExpectedBinary.Of(
                [.. chunk.Scores.Select(s => (double)s)], [.. chunk.LabelCodes.Select(c => (double)c)], [.. chunk.Scores.Select(s => s >= 0.5)], [.. chunk.Scores.Select(_ => 1.0)]);
            foreach (var (estimate, real) in estimates.Zip(realised))
            {
                held[estimate.Name] = held.GetValueOrDefault(estimate.Name) + (estimate.Low <= real.Metric.Value && real.Metric.Value <= estimate.High ? 1 : 0);
            }
        }

        Assert.All(held, m => Assert.True(m.Value is >= 181 and <= 197, $"{m.Key}: {m.Value} of {Replications}"));
    }

    [Fact]
    public void More_rows_make_the_sampling_error_smaller_but_not_that_of_the_calibration()
    {
        var estimator = ConfidenceEstimator.Fit(Draw(1000, 1), 0.5, 1);
        var (few, many) = (Find(estimator.Estimate(Draw(400, 2)), "AUC"), Find(estimator.Estimate(Draw(40_000, 3)), "AUC"));

        Assert.InRange(many.SamplingError / few.SamplingError, 0.08, 0.12);
        Assert.InRange(many.CalibrationError / few.CalibrationError, 0.8, 1.25);
        Assert.Equal(Math.Sqrt((many.SamplingError * many.SamplingError) + (many.CalibrationError * many.CalibrationError)), many.StandardError, 12);
    }

    [Fact]
    public void Harder_rows_are_seen_and_what_the_labels_would_say_is_not()
    {
        var estimator = ConfidenceEstimator.Fit(Draw(4000, 1), 0.5, 1);
        var (quiet, harder) = (Find(estimator.Estimate(Draw(4000, 2)), "AUC"), Find(estimator.Estimate(Draw(4000, 2, spread: 0.4)), "AUC"));
        var other = Draw(4000, 2);

        Assert.True(harder.High < quiet.Low - 0.05, $"{quiet} {harder}");
        Assert.Equal(quiet, Find(estimator.Estimate(other with { LabelCodes = [.. other.LabelCodes.Select(c => 1 - c)] }), "AUC"));
    }

    [Fact]
    public void An_empty_chunk_and_a_chunk_without_scores_have_no_metric()
    {
        var estimator = ConfidenceEstimator.Fit(Draw(1000, 1), 0.5, 1);
        var unscored = Draw(3, 2) with { Scores = [float.NaN, float.PositiveInfinity, float.NaN] };
        foreach (var (estimates, unusable) in new[] { (estimator.Estimate(Draw(5, 2), []), 0), (estimator.Estimate(unscored), 3) })
        {
            Assert.Equal((0, unusable), (estimates.Rows, estimates.Unusable));
            Assert.Equal(9, estimates.Metrics.Count);
            Assert.All(estimates.Metrics, m => Assert.True(double.IsNaN(m.Value) && double.IsNaN(m.StandardError) && m.Support == 0, m.ToString()));
        }
    }

    [Fact]
    public void A_row_without_a_score_is_left_out_and_counted()
    {
        var estimator = ConfidenceEstimator.Fit(Draw(1000, 1), 0.5, 1);
        var chunk = Draw(300, 2);
        var broken = chunk with { Scores = [.. chunk.Scores, float.NaN], Rows = 301, LabelCodes = [.. chunk.LabelCodes, 1] };

        Assert.Equal(1, estimator.Estimate(broken).Unusable);
        Assert.Equal(estimator.Estimate(chunk).Metrics, estimator.Estimate(broken).Metrics);
    }

    [Fact]
    public void A_single_row_has_estimates_of_what_it_defines()
    {
        var estimates = ConfidenceEstimator.Fit(Draw(1000, 1), 0.5, 1).Estimate(Draw(1, 2) with { Scores = [0.2f] });

        Assert.True(double.IsNaN(Find(estimates, "Precision").Value));
        Assert.InRange(Find(estimates, "Accuracy").Value, 0.5, 1);
        Assert.Equal(0.5, Find(estimates, "AUC").Value, 12);
        Assert.All(estimates.Metrics.Where(m => double.IsFinite(m.Value)), m => Assert.True(m.Low <= m.Value && m.Value <= m.High, m.ToString()));
    }

    [Fact]
    public void Scores_that_are_all_the_same_order_nothing()
    {
        var estimates = ConfidenceEstimator.Fit(Draw(1000, 1), 0.5, 1).Estimate(Draw(500, 2) with { Scores = [.. Enumerable.Repeat(0.7f, 500)] });

        Assert.Equal(0.5, Find(estimates, "AUC").Value, 12);
        Assert.Equal(1, Find(estimates, "Recall").Value, 12);
        Assert.Equal(Find(estimates, "Precision").Value, Find(estimates, "AUPRC").Value, 2);
        Assert.Equal(0, estimates.Specificity!.Value, 12);
    }

    [Fact]
    public void A_reference_of_one_class_takes_scores_as_they_are()
    {
        var estimator = ConfidenceEstimator.Fit(Draw(500, 1) with { LabelCodes = new int[500] }, 0.5, 1);

        Assert.Equal(CalibrationDecision.TooFewRows, estimator.Calibrators[0].Decision);
        Assert.All(estimator.Estimate(Draw(500, 2)).Metrics, m => Assert.True(double.IsFinite(m.Value), m.ToString()));
    }

    [Fact]
    public void Scores_beyond_those_of_the_reference_are_counted()
    {
        var estimator = ConfidenceEstimator.Fit(Draw(500, 1) with { Scores = [.. Enumerable.Range(0, 500).Select(i => 0.25f + (i / 1000f))] }, 0.5, 1);
        var chunk = Draw(4, 2) with { Scores = [0.1f, 0.3f, 0.5f, 0.9f] };

        Assert.Equal(0.5, estimator.Estimate(chunk).BeyondReference);
    }

    [Fact]
    public void The_expected_confusion_is_where_the_metrics_are_from()
    {
        var estimates = ConfidenceEstimator.Fit(Draw(1000, 1), 0.5, 1).Estimate(Draw(700, 2));
        var c = estimates.Confusion.Counts;

        Assert.Equal(700, c.Sum(r => r.Sum()), 9);
        Assert.Equal((c[0][0] + c[1][1]) / 700, Find(estimates, "Accuracy").Value, 12);
        Assert.Equal(c[1][1] / (c[1][1] + c[1][0]), Find(estimates, "Recall").Value, 12);
        Assert.Equal(c[0][0] / (c[0][0] + c[0][1]), estimates.Specificity!.Value, 12);
        Assert.Equal(Math.Min(c[0].Sum(), c[1].Sum()), Find(estimates, "AUC").Support, 9);
    }

    [Fact]
    public void Weights_are_heard()
    {
        var (reference, chunk) = (Draw(1000, 1), Draw(300, 2));
        var twice = Enumerable.Range(0, 300).SelectMany(i => Enumerable.Repeat(i, 1 + (i % 2))).ToArray();
        var estimator = ConfidenceEstimator.Fit(reference, 0.5, 1);

        var weighted = estimator.Estimate(chunk with { Weights = [.. Enumerable.Range(0, 300).Select(i => 1.0 + (i % 2))] });
        var repeated = estimator.Estimate(chunk, twice);

        // Average precision takes a row to be one hit of its whole weight.
        Assert.All(weighted.Metrics.Zip(repeated.Metrics), m => Assert.Equal(m.Second.Value, m.First.Value, m.First.Name == "AUPRC" ? 2 : 10));
        Assert.True(Find(weighted, "AUC").SamplingError > Find(repeated, "AUC").SamplingError);
    }

    [Fact]
    public void Numbers_have_no_probabilities() =>
        Assert.Throws<ArgumentException>(() => ConfidenceEstimator.Fit(Draw(5, 1) with { Task = ModelTask.Regression }, 0.5, 1));

    [Fact]
    public void Three_classes_hold_what_they_say()
    {
        const int Replications = 100;
        var held = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var r = 0; r < Replications; r++)
        {
            var (reference, chunk) = (DrawClasses(1500, (ulong)r + 1), DrawClasses(600, (ulong)r + 100_001));
            var estimates = ConfidenceEstimator.Fit(reference, 0.5, r).Estimate(chunk).Metrics;
            double[][] scores = [.. Enumerable.Range(0, 3).Select(c => Enumerable.Range(0, 600).Select(i => (double)chunk.Scores[(i * 3) + c]).ToArray())];
            double[][] labels = [.. Enumerable.Range(0, 3).Select(c => Array.ConvertAll(chunk.LabelCodes, l => l == c ? 1.0 : 0))];
            var predicted = Enumerable.Range(0, 600).Select(i => Enumerable.Range(0, 3).MaxBy(c => scores[c][i])).ToArray();
            foreach (var (estimate, real) in estimates.Zip(ExpectedMulticlass.Of(chunk.Classes, scores, labels, predicted, [.. predicted.Select(_ => 1.0)])))
            {
                held[estimate.Name] = held.GetValueOrDefault(estimate.Name) + (estimate.Low <= real.Metric.Value && real.Metric.Value <= estimate.High ? 1 : 0);
            }
        }

        Assert.Equal(8, held.Count);
        Assert.All(held, m => Assert.True(m.Value is >= 88 and <= 100, $"{m.Key}: {m.Value} of {Replications}"));
    }

    /// <summary>Scores that are less extreme than the true probabilities; a smaller spread makes the rows more difficult.</summary>
    private static PredictionSet Draw(int n, ulong seed, double spread = 1)
    {
        var random = new SplitMix64(seed * 7919);
        var logits = Enumerable.Range(0, n).Select(_ => spread * ((4.8 * (Uniform(random) + Uniform(random) + Uniform(random) - 1.5)) - 0.4)).ToArray();
        return new PredictionSet
        {
            Task = ModelTask.BinaryClassification,
            Classes = ["No", "Yes"],
            Rows = n,
            RowNumbers = new long[n],
            Scores = Array.ConvertAll(logits, l => (float)(1 / (1 + Math.Exp((-0.6 * l) - 0.2)))),
            LabelCodes = Array.ConvertAll(logits, l => Uniform(random) < 1 / (1 + Math.Exp(-l)) ? 1 : 0),
        };
    }

    private static PredictionSet DrawClasses(int n, ulong seed)
    {
        var random = new SplitMix64(seed * 7919);
        var (scores, labels) = (new float[n * 3], new int[n]);
        for (var i = 0; i < n; i++)
        {
            var logits = Enumerable.Range(0, 3).Select(_ => 3 * (Uniform(random) + Uniform(random) - 1)).ToArray();
            var (truth, said) = (Softmax(logits, 1), Softmax(logits, 0.6));
            var u = Uniform(random);
            labels[i] = u < truth[0] ? 0 : u < truth[0] + truth[1] ? 1 : 2;
            Array.ConvertAll(said, p => (float)p).CopyTo(scores, i * 3);
        }

        return new PredictionSet
        {
            Task = ModelTask.MulticlassClassification, Classes = ["a", "b", "c"], Rows = n, RowNumbers = new long[n], Scores = scores, LabelCodes = labels,
        };
    }

    private static double[] Softmax(double[] logits, double scale)
    {
        var e = Array.ConvertAll(logits, l => Math.Exp(scale * l));
        return Array.ConvertAll(e, x => x / e.Sum());
    }

    private static double Uniform(SplitMix64 random) => ((random.Next() >> 11) + 0.5) / (1UL << 53);

    private static EstimatedMetric Find(ConfidenceEstimates estimates, string name) => estimates.Metrics.Single(m => m.Name == name);
}
