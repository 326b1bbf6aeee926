using Ingot.Core.Predictions;
using Ingot.Core.Schemas;

namespace Ingot.Core.Metrics;

/// <summary>Measures predictions: every metric of the task, each with its rows, standard error and 95 % interval.</summary>
public static class MetricEvaluator
{
    /// <summary>Measures all rows or a slice.</summary>
    /// <param name="predictions">
    /// Labels and scores. No row is left out: one without a finite score, a known label or a usable weight leaves all
    /// metrics of its rows undefined, so that no gate passes on the remaining ones.
    /// </param>
    /// <param name="threshold">Probability from which the positive class is predicted (binary).</param>
    /// <param name="seed">Of the bootstrap.</param>
    /// <param name="slice">Name of the slice; null for all rows.</param>
    /// <param name="rows">Rows of the slice; null for all rows.</param>
    /// <param name="only">The names of the metrics that are wanted; null: all.</param>
    /// <returns>The metrics in the catalogue's order; NaN where these rows do not define one.</returns>
    public static IReadOnlyList<MetricResult> Evaluate(
        PredictionSet predictions, double threshold, int seed, string? slice = null, int[]? rows = null, IReadOnlyList<string>? only = null)
    {
        rows ??= [.. Enumerable.Range(0, predictions.Rows)];
        var usable = Array.FindAll(rows, r => predictions.HasScore(r) && predictions.HasLabel(r) && predictions.HasWeight(r));
        var weights = Array.ConvertAll(usable, r => predictions.Weights?[r] ?? 1);
        var named = predictions.Task switch
        {
            ModelTask.BinaryClassification => BinaryMetrics.Of(predictions, usable, weights, threshold, seed),
            ModelTask.AnomalyDetection => AnomalyMetrics.Of(predictions, usable, weights),
            ModelTask.Clustering => ClusterMetrics.Of(predictions, usable, weights),
            ModelTask.Regression => RegressionMetrics.Of(predictions, usable, weights, seed),
            ModelTask.Ranking => RankingMetrics.Of(predictions, usable),
            _ => MulticlassMetrics.Of(predictions, usable, weights),
        };
        double Defined(double value) => usable.Length == rows.Length && double.IsFinite(value) ? value : double.NaN;
        return
        [
            .. named.Where(m => only?.Contains(m.Name) != false).Select(m => (m.Name, Interval: m.Measure())).Select(m => new MetricResult
            {
                Name = m.Name,
                Slice = slice,
                Value = Defined(m.Interval.Value),
                Low = Defined(m.Interval.Low),
                High = Defined(m.Interval.High),
                StandardError = Defined(m.Interval.StandardError),
                Rows = rows.Length,
            }),
        ];
    }
}
