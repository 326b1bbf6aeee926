using Ingot.Core.Estimation;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Statistics;

namespace Ingot.Core.Tests.Estimation;

/// <summary>Estimated and realised performance side by side, and what is said of them.</summary>
public class ChunkPerformanceTests
{
    private static readonly PredictionSet Reference = CaliforniaHousing.Of(CaliforniaHousing.ReferenceMonths).Rows;
    private static readonly ConfidenceEstimator Estimator = ConfidenceEstimator.Fit(Reference, CaliforniaHousing.Threshold, 1);

    [Fact]
    public void Labels_tell_of_a_change_of_concept_that_the_scores_do_not()
    {
        // The two months in which the estimate of the AUC is 12 to 14 points too good, and one that it is right in.
        Assert.True(Auc("2021-11").PValue < 1e-9);
        Assert.True(Auc("2022-03").PValue < 1e-9);
        Assert.InRange(Auc("2021-08").PValue, 0.05, 1);
        Assert.Equal(PerformanceOutcome.Stable, Auc("2021-11").EstimatedVerdict.Outcome);

        static MetricPerformance Auc(string month) => Measure(CaliforniaHousing.Of([month]).Rows).Metrics.Single(m => m.Name == "AUC");
    }

    [Fact]
    public void Labels_of_a_part_are_measured_on_that_part_and_compared_with_the_estimate_of_that_part()
    {
        var all = CaliforniaHousing.Of(["2021-08"]).Rows;
        var part = all with { LabelCodes = [.. all.LabelCodes.Select((c, i) => i % 4 == 0 ? c : -1)] };
        var performance = Measure(part);
        var accuracy = performance.Metrics.Single(m => m.Name == "Accuracy");

        Assert.Equal((744, 744, 186, 0.25), (performance.Rows, performance.Scored, performance.Labelled, performance.LabelledShare));
        Assert.Equal((744, 186, 186), (accuracy.Estimated!.Rows, accuracy.Realised!.Rows, accuracy.EstimatedOfLabelled!.Rows));
        var rows = Enumerable.Range(0, 744).Where(i => i % 4 == 0).ToArray();
        Assert.Equal(MetricEvaluator.Evaluate(all, CaliforniaHousing.Threshold, 1, null, rows).Single(m => m.Name == "Accuracy").Value, accuracy.Realised.Value);
        Assert.Equal(Estimator.Estimate(all, rows).Metrics.Single(m => m.Name == "Accuracy"), accuracy.EstimatedOfLabelled);
    }

    [Fact]
    public void Without_labels_only_the_estimates_are_there()
    {
        foreach (var labels in (int[][])[[], [.. Enumerable.Repeat(-1, 744)]])
        {
            var performance = Measure(CaliforniaHousing.Of(["2021-08"]).Rows with { LabelCodes = labels });

            Assert.Equal((0, 0.0), (performance.Labelled, performance.LabelledShare));
            Assert.All(performance.Metrics, m => Assert.Null(m.Realised));
            Assert.All(performance.Metrics, m => Assert.Equal(new PerformanceVerdict(PerformanceOutcome.NotYet, NotYetReason.NoRows), m.RealisedVerdict));
            Assert.All(performance.Metrics, m => Assert.Equal(EstimableMetrics.WhyNot(m.Name) is null, m.Estimated is not null));
        }
    }

    [Fact]
    public void An_empty_chunk_has_every_metric_and_says_nothing_of_any()
    {
        var performance = ChunkPerformance.Of(Reference, r => Estimator.Estimate(Reference, r).Metrics, [], CaliforniaHousing.Threshold, 1, null, []);

        Assert.True(double.IsNaN(performance.LabelledShare));
        Assert.Equal(10, performance.Metrics.Count);
        Assert.All(performance.Metrics, m => Assert.Equal((PerformanceOutcome.NotYet, PerformanceOutcome.NotYet), (m.EstimatedVerdict.Outcome, m.RealisedVerdict.Outcome)));
    }

    [Fact]
    public void What_is_usual_is_three_deviations_between_the_chunks_of_the_reference()
    {
        var (rows, chunks) = CaliforniaHousing.Of(CaliforniaHousing.ReferenceMonths);
        var values = chunks.Select(c => MetricEvaluator.Evaluate(rows, CaliforniaHousing.Threshold, 1, null, c).Single(m => m.Name == "AUC").Value).ToArray();
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / 7);
        var range = UsualRanges.Of(rows, chunks, 720, CaliforniaHousing.Threshold, 1).Single(r => r.Metric == "AUC");

        Assert.Equal((RangeSource.ReferenceChunks, 8), (range.Source, range.Chunks));
        Assert.Equal(mean - (3 * deviation), range.Low, 12);
        Assert.Equal(1, range.High);
    }

    [Fact]
    public void With_few_chunks_what_is_usual_is_what_so_many_rows_leave_to_chance()
    {
        var (rows, chunks) = CaliforniaHousing.Of(CaliforniaHousing.ReferenceMonths);
        var all = MetricEvaluator.Evaluate(rows, CaliforniaHousing.Threshold, 1).Single(m => m.Name == "AUC");
        var range = UsualRanges.Of(rows, [.. chunks.Take(4)], 729, CaliforniaHousing.Threshold, 1).Single(r => r.Metric == "AUC");

        Assert.Equal((RangeSource.ReferenceError, 0), (range.Source, range.Chunks));
        Assert.Equal(all.Value - (3 * all.StandardError * Math.Sqrt(8)), range.Low, 12);
    }

    [Theory]
    [InlineData(0.70, 0.66, 0.74, PerformanceOutcome.Degraded, NotYetReason.None)]
    [InlineData(0.70, 0.66, 0.76, PerformanceOutcome.Unclear, NotYetReason.None)]
    [InlineData(0.80, 0.76, 0.84, PerformanceOutcome.Stable, NotYetReason.None)]
    [InlineData(0.80, 0.74, 0.86, PerformanceOutcome.NotYet, NotYetReason.IntervalTooWide)]
    [InlineData(0.90, 0.86, 0.94, PerformanceOutcome.Improved, NotYetReason.None)]
    [InlineData(0.50, 0.10, 0.74, PerformanceOutcome.Degraded, NotYetReason.None)]
    [InlineData(double.NaN, double.NaN, double.NaN, PerformanceOutcome.NotYet, NotYetReason.Undefined)]
    [InlineData(0.80, double.NaN, double.NaN, PerformanceOutcome.NotYet, NotYetReason.Undefined)]
    public void The_interval_decides(double value, double low, double high, PerformanceOutcome outcome, NotYetReason reason) =>
        Assert.Equal(new PerformanceVerdict(outcome, reason), Judge(value, low, high, 500, 100));

    [Theory]
    [InlineData(0, 0, NotYetReason.NoRows)]
    [InlineData(99, 99, NotYetReason.TooFewRows)]
    [InlineData(5000, 19, NotYetReason.TooFewOfClass)]
    public void Too_few_rows_say_nothing_however_bad_they_look(double rows, double support, NotYetReason reason) =>
        Assert.Equal(new PerformanceVerdict(PerformanceOutcome.NotYet, reason), Judge(0.5, 0.4, 0.6, rows, support));

    [Fact]
    public void Of_a_loss_more_is_worse()
    {
        var loss = MetricCatalog.Find("LogLoss", ModelTask.BinaryClassification)!;
        var range = new UsualRange("LogLoss", double.NaN, 0.6, RangeSource.Fixed);

        Assert.Equal(PerformanceOutcome.Degraded, PerformanceVerdict.Of(loss, new Interval(0.7, 0.02, 0.66, 0.74), 500, 500, range, PerformanceRules.Default).Outcome);
        Assert.Equal(PerformanceOutcome.Stable, PerformanceVerdict.Of(loss, new Interval(0.1, 0.02, 0.06, 0.14), 500, 500, range, PerformanceRules.Default).Outcome);
        Assert.Equal(NotYetReason.NoRange, PerformanceVerdict.Of(loss, new Interval(0.1, 0.02, 0.06, 0.14), 500, 500, null, PerformanceRules.Default).Reason);
    }

    [Fact]
    public void Quiet_chunks_are_seldom_told_from_their_estimate()
    {
        // Labels drawn from the very probabilities of the calibration: what is left is chance.
        var chunk = CaliforniaHousing.Of(["2022-02"]).Rows;
        var p = Array.ConvertAll(chunk.Scores, s => Estimator.Calibrators[0].Calibrate(s));
        var random = new SplitMix64(5);
        var small = 0;
        for (var r = 0; r < 40; r++)
        {
            var drawn = chunk with { LabelCodes = Array.ConvertAll(p, x => ((random.Next() >> 11) + 0.5) / (1UL << 53) < x ? 1 : 0) };
            small += Measure(drawn).Metrics.Single(m => m.Name == "Brier").PValue < 0.05 ? 1 : 0;
        }

        Assert.InRange(small, 0, 6);
    }

    [Fact]
    public void Metrics_that_cannot_be_estimated_say_why()
    {
        Assert.Equal(["AUC", "AUPRC", "LogLoss", "Brier", "Accuracy", "Precision", "Recall", "F1", "MCC"], EstimableMetrics.Names(ModelTask.BinaryClassification));
        Assert.Equal(["Accuracy", "MacroF1", "MicroF1", "LogLoss", "MacroAUC", "Recall[class]"], EstimableMetrics.Names(ModelTask.MulticlassClassification));
        Assert.Equal(["RMSE", "MAE", "MAPE"], EstimableMetrics.Names(ModelTask.Regression));
        Assert.All(["ECE", "MedianAE", "R2", "Size", "Latency.P99"], name => Assert.NotNull(EstimableMetrics.WhyNot(name)));
    }

    private static PerformanceVerdict Judge(double value, double low, double high, double rows, double support) => PerformanceVerdict.Of(
        MetricCatalog.Find("AUC", ModelTask.BinaryClassification)!, new Interval(value, double.NaN, low, high), rows, support, new UsualRange("AUC", 0.75, 0.85, RangeSource.Fixed), PerformanceRules.Default);

    private static ChunkPerformance Measure(PredictionSet chunk) => ChunkPerformance.Of(
        chunk, r => Estimator.Estimate(chunk, r).Metrics, [new UsualRange("AUC", 0.6, 1, RangeSource.Fixed)], CaliforniaHousing.Threshold, 1);
}
