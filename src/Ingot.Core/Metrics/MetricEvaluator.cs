using Ingot.Core.Predictions;
using Ingot.Core.Specs;
using Ingot.Core.Statistics;

namespace Ingot.Core.Metrics;

/// <summary>Measures predictions: every metric of the task, each with its rows, standard error and 95 % interval.</summary>
public static class MetricEvaluator
{
    /// <summary>Measures all rows or a slice.</summary>
    /// <param name="predictions">Labels and scores. Rows with an unknown label or a NaN score are left out.</param>
    /// <param name="threshold">Probability from which the positive class is predicted (binary).</param>
    /// <param name="seed">Of the bootstrap.</param>
    /// <param name="slice">Name of the slice; null for all rows.</param>
    /// <param name="rows">Rows of the slice; null for all rows.</param>
    /// <returns>The metrics in the catalogue's order; NaN where these rows do not define one.</returns>
    public static IReadOnlyList<MetricResult> Evaluate(
        PredictionSet predictions, double threshold, int seed, string? slice = null, int[]? rows = null)
    {
        rows ??= [.. Enumerable.Range(0, predictions.Rows)];
        var usable = Array.FindAll(rows, r => IsUsable(predictions, r));
        var weights = Array.ConvertAll(usable, r => predictions.Weights?[r] ?? 1);
        var named = predictions.Task switch
        {
            ModelTask.BinaryClassification => BinaryMetrics.Of(predictions, usable, weights, threshold, seed),
            ModelTask.Regression => RegressionMetrics.Of(predictions, usable, weights, seed),
            _ => MulticlassMetrics.Of(predictions, usable, weights, seed),
        };
        return
        [
            .. named.Select(m => new MetricResult
            {
                Name = m.Name,
                Slice = slice,
                Value = Finite(m.Interval.Value),
                Low = Finite(m.Interval.Low),
                High = Finite(m.Interval.High),
                StandardError = Finite(m.Interval.StandardError),
                Rows = usable.Length,
            }),
        ];
    }

    // An infinite score or label leaves no measure either; and JSON has no infinity.
    private static double Finite(double value) => double.IsFinite(value) ? value : double.NaN;

    private static bool IsUsable(PredictionSet predictions, int row)
    {
        var width = predictions.Task == ModelTask.MulticlassClassification ? predictions.Classes.Count : 1;
        for (var i = row * width; i < (row + 1) * width; i++)
        {
            if (float.IsNaN(predictions.Scores[i]))
            {
                return false;
            }
        }

        return predictions.Task == ModelTask.Regression
            ? !double.IsNaN(predictions.LabelValues[row])
            : predictions.LabelCodes[row] >= 0;
    }
}
