using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;

namespace Ingot.Core.Tests.Metrics;

/// <summary>What an anomaly detection is worth: with a label as two classes are, at its own threshold; without one how much it finds.</summary>
public class AnomalyMetricsTests
{
    private const double Threshold = 0.62;
    private static readonly string[] Shared = ["AUC", "AUPRC", "Precision", "Recall", "F1"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void With_a_label_its_metrics_are_those_of_two_classes_at_its_threshold(bool isWeighted)
    {
        var anomalies = Some(isWeighted, 1);
        var classes = anomalies with { Task = ModelTask.BinaryClassification, Threshold = null };

        // The threshold of classifications is not asked.
        var own = MetricEvaluator.Evaluate(anomalies, 0.1, 1).ToDictionary(m => m.Name);
        var expected = MetricEvaluator.Evaluate(classes, Threshold, 1).ToDictionary(m => m.Name);

        Assert.Equal(["AnomalyRate", .. Shared], own.Keys);
        Assert.All(Shared, name =>
        {
            Assert.Equal(expected[name].Value, own[name].Value, 1e-12);
            Assert.Equal(expected[name].Low, own[name].Low, 1e-12);
            Assert.Equal(expected[name].High, own[name].High, 1e-12);
        });
    }

    [Fact]
    public void Without_a_label_there_is_the_share_of_anomalies_with_Wilsons_interval()
    {
        var rate = Assert.Single(MetricEvaluator.Evaluate(Some(false, 1) with { LabelCodes = [], Classes = [] }, 0.5, 1));

        var found = Some(false, 1).Scores.Count(s => s >= Threshold);
        Assert.Equal(("AnomalyRate", found / 400.0, 400L), (rate.Name, rate.Value, rate.Rows));

        // E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22, 1927.
        var (p, z, n) = (found / 400.0, 1.959963984540054, 400.0);
        var half = z / (1 + (z * z / n)) * Math.Sqrt((p * (1 - p) / n) + (z * z / (4 * n * n)));
        Assert.Equal((p + (z * z / (2 * n))) / (1 + (z * z / n)) - half, rate.Low, 1e-12);
    }

    [Fact]
    public void Models_are_compared_on_the_same_rows_each_at_its_own_threshold()
    {
        var before = Some(false, 1);
        var now = before with { Threshold = 0.5 };

        var rate = PairedMetrics.Compare("AnomalyRate", before, now, 0.9, 1)!;
        var recall = PairedMetrics.Compare("Recall", before, now, 0.9, 1)!;

        Assert.Equal((Rate(before), Rate(now)), (rate.Baseline, rate.Candidate));
        Assert.True(rate.Candidate > rate.Baseline && recall.Candidate > recall.Baseline);
        var area = PairedMetrics.Compare("AUC", before, now, 0.9, 1)!;
        Assert.Equal(area.Baseline, area.Candidate);
        Assert.Null(PairedMetrics.Compare("LogLoss", before, now, 0.9, 1));
        Assert.Null(PairedMetrics.Compare("AUC", before with { LabelCodes = [] }, now with { LabelCodes = [] }, 0.9, 1));
    }

    [Fact]
    public void Predictions_without_a_threshold_are_refused() =>
        Assert.Throws<ArgumentException>(() => MetricEvaluator.Evaluate(Some(false, 1) with { Threshold = null }, 0.5, 1));

    private static double Rate(PredictionSet predictions) => MetricEvaluator.Evaluate(predictions, 0.5, 1).First(m => m.Name == "AnomalyRate").Value;

    private static PredictionSet Some(bool isWeighted, int seed)
    {
        var random = new Random(seed);
        var labels = Enumerable.Range(0, 400).Select(r => r % 20 == 0 ? 1 : 0).ToArray();
        return new PredictionSet
        {
            Task = ModelTask.AnomalyDetection,
            Classes = ["usual", "odd"],
            Rows = 400,
            RowNumbers = [.. Enumerable.Range(0, 400).Select(r => (long)r)],
            LabelCodes = labels,
            Scores = Array.ConvertAll(labels, l => (float)Math.Round(0.35 + (0.3 * random.NextDouble()) + (0.15 * l), 2)),
            Threshold = Threshold,
            Weights = isWeighted ? Array.ConvertAll(labels, _ => random.NextDouble()) : null,
        };
    }
}
