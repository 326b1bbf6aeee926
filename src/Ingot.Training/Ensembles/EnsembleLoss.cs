using Ingot.Core.Schemas;

namespace Ingot.Training.Ensembles;

/// <summary>The mean loss of predictions on rows that were not learned from, by their weights: log loss, or the root mean squared error.</summary>
/// <param name="task">What is predicted.</param>
/// <param name="labels">The rows' labels: values, or places of classes.</param>
/// <param name="weights">The rows' weights; null: all the same.</param>
internal sealed class EnsembleLoss(ModelTask task, float[] labels, float[]? weights)
{
    /// <summary>Its name.</summary>
    public string Name => task == ModelTask.Regression ? "rmse" : "logloss";

    /// <summary>The loss.</summary>
    /// <param name="scores">What models say of the rows, row by row: a number, the positive class's probability, or one for each class.</param>
    public double Of(ReadOnlySpan<double> scores)
    {
        var width = scores.Length / labels.Length;
        var (sum, all) = (0.0, 0.0);
        for (var row = 0; row < labels.Length; row++)
        {
            var weight = weights?[row] ?? 1;
            sum += weight * OfRow(scores.Slice(row * width, width), labels[row]);
            all += weight;
        }

        return task == ModelTask.Regression ? Math.Sqrt(sum / all) : sum / all;
    }

    private double OfRow(ReadOnlySpan<double> score, float label) => task switch
    {
        ModelTask.Regression => (score[0] - label) * (score[0] - label),
        ModelTask.BinaryClassification => -Math.Log(Math.Max(label > 0 ? score[0] : 1 - score[0], double.Epsilon)),
        _ => -Math.Log(Math.Max(score[(int)label], double.Epsilon)),
    };
}
