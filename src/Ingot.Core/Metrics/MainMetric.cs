using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Statistics;

namespace Ingot.Core.Metrics;

/// <summary>The one number by which a model of a task is judged first: <c>AUC</c> of two classes, <c>LogLoss</c> of several, <c>RMSE</c> of a number.</summary>
public static class MainMetric
{
    /// <summary>Its name.</summary>
    /// <param name="task">The task.</param>
    public static string NameOf(ModelTask task) => task switch
    {
        ModelTask.BinaryClassification => "AUC",
        ModelTask.Regression => "RMSE",
        _ => "LogLoss",
    };

    /// <summary>Its value alone, which is much cheaper than all metrics with their intervals; NaN where it is undefined.</summary>
    /// <param name="predictions">The predictions; every row has a score, a label and a weight.</param>
    public static double Of(PredictionSet predictions)
    {
        var n = predictions.Rows;
        var weights = predictions.Weights ?? [.. Enumerable.Repeat(1.0, n)];
        if (predictions.Task == ModelTask.BinaryClassification)
        {
            return DeLong.Auc(
                Array.ConvertAll(predictions.Scores, s => (double)s), Array.ConvertAll(predictions.LabelCodes, c => c == 1), weights).Value;
        }

        var width = predictions.Task == ModelTask.Regression ? 1 : predictions.Classes.Count;
        double sum = 0, total = 0;
        for (var r = 0; r < n; r++)
        {
            sum += weights[r] * (predictions.Task == ModelTask.Regression
                ? Square(predictions.LabelValues[r] - predictions.Scores[r])
                : MulticlassMetrics.Loss(predictions.Scores.AsSpan(r * width, width), predictions.LabelCodes[r]));
            total += weights[r];
        }

        return predictions.Task == ModelTask.Regression ? Math.Sqrt(sum / total) : sum / total;
    }

    private static double Square(double value) => value * value;
}
