using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;

namespace Ingot.Core.Slices;

/// <summary>What a model's error on each row costs: <see cref="MainMetric.OfRows"/> is the mean of it.</summary>
public static class RowLosses
{
    /// <summary>The losses of all rows; all must have scores and labels.</summary>
    /// <exception cref="ArgumentException">The task has no losses of rows.</exception>
    public static double[] Of(PredictionSet predictions)
    {
        var classes = predictions.Classes.Count;
        var losses = new double[predictions.Rows];
        for (var row = 0; row < losses.Length; row++)
        {
            losses[row] = predictions.Task switch
            {
                ModelTask.BinaryClassification => BinaryMetrics.LogLoss(predictions.Scores[row], predictions.LabelCodes[row] == 1),
                ModelTask.Regression => Math.Abs(predictions.LabelValues[row] - predictions.Scores[row]),
                ModelTask.MulticlassClassification => MulticlassMetrics.Loss(predictions.Scores.AsSpan(row * classes, classes), predictions.LabelCodes[row]),
                _ => throw new ArgumentException($"Rows of {predictions.Task} have no losses.", nameof(predictions)),
            };
        }

        return losses;
    }
}
