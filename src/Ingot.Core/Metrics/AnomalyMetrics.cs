using Ingot.Core.Predictions;
using Ingot.Core.Statistics;

namespace Ingot.Core.Metrics;

/// <summary>The metrics of an anomaly detection: how many rows it takes for anomalies, and, where a label tells which rows are some, how well it finds them.</summary>
internal static class AnomalyMetrics
{
    /// <summary>The share of rows that the model takes for anomalies.</summary>
    public const string Rate = "AnomalyRate";

    public static IEnumerable<(string Name, Func<Interval> Measure)> Of(PredictionSet predictions, int[] rows, double[] weights)
    {
        var predicted = Array.ConvertAll(rows, r => IsAnomaly(predictions, r));
        (string Name, Func<Interval> Measure) rate = (Rate, () => Share(predicted, weights, _ => true));
        if (!predictions.IsLabelled)
        {
            return [rate];
        }

        var scores = Array.ConvertAll(rows, r => (double)predictions.Scores[r]);
        var positive = Array.ConvertAll(rows, r => predictions.LabelCodes[r] == 1);
        return
        [
            rate,
            ("AUC", () => DeLong.Auc(scores, positive, weights)),
            ("AUPRC", () => AveragePrecision.Influence(scores, positive, weights).ToInterval().Within(0, 1)),
            ("Precision", () => Share(positive, weights, i => predicted[i])),
            ("Recall", () => Share(predicted, weights, i => positive[i])),
            ("F1", () => BinaryMetrics.F1(predicted, positive, weights).ToInterval().Within(0, 1)),
        ];
    }

    /// <summary>Whether the model takes a row for an anomaly, as its ONNX file says it.</summary>
    public static bool IsAnomaly(PredictionSet predictions, int row) => predictions.Scores[row] >=
        (predictions.Threshold ?? throw new ArgumentException("The predictions of an anomaly detection have no threshold.", nameof(predictions)));

    private static Interval Share(bool[] hits, double[] weights, Func<int, bool> counts)
    {
        double hit = 0, all = 0;
        for (var i = 0; i < hits.Length; i++)
        {
            (hit, all) = counts(i) ? (hit + (hits[i] ? weights[i] : 0), all + weights[i]) : (hit, all);
        }

        return BinaryMetrics.Share(hit, all, [.. weights.Where((_, i) => counts(i))]);
    }
}
