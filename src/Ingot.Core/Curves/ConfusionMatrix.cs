using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;

namespace Ingot.Core.Curves;

/// <summary>How often each class was taken for each.</summary>
/// <param name="Classes">The classes.</param>
/// <param name="Counts">The weight of the rows: <c>Counts[true class][predicted class]</c>.</param>
public sealed record ConfusionMatrix(IReadOnlyList<string> Classes, double[][] Counts)
{
    /// <summary>Counts a classifier's predictions, as scikit-learn's <c>confusion_matrix</c>.</summary>
    /// <param name="predictions">The predictions; rows without a score, a label or a weight are left out.</param>
    /// <param name="threshold">Probability from which the positive class is predicted (binary), score from which on a row is an anomaly; else the most probable class is.</param>
    public static ConfusionMatrix Of(PredictionSet predictions, double threshold)
    {
        var width = predictions.Classes.Count;
        var counts = new double[width][];
        for (var c = 0; c < width; c++)
        {
            counts[c] = new double[width];
        }

        foreach (var r in UsableRows.Of(predictions))
        {
            var predicted = predictions.Task is ModelTask.BinaryClassification or ModelTask.AnomalyDetection
                ? predictions.Scores[r] >= threshold ? 1 : 0
                : MulticlassMetrics.ArgMax(predictions.Scores.AsSpan(r * width, width));
            counts[predictions.LabelCodes[r]][predicted] += predictions.Weights?[r] ?? 1;
        }

        return new ConfusionMatrix(predictions.Classes, counts);
    }

    /// <summary>The weight of all rows of a true class.</summary>
    /// <param name="class">The class's index.</param>
    public double RowsOf(int @class) => Counts[@class].Sum();
}
