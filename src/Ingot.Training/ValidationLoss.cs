using Ingot.Onnx.Learned;

namespace Ingot.Training;

/// <summary>The mean loss of predictions on validation rows, by the rows' weights: squared error, or negative log likelihood.</summary>
internal static class ValidationLoss
{
    /// <summary>The mean loss.</summary>
    /// <param name="link">Tells what the predictions are.</param>
    /// <param name="predictions">Row by row: values, probabilities of the positive class, or of each class.</param>
    /// <param name="rows">Has labels and weights.</param>
    public static double Of(OutputLink link, ReadOnlySpan<double> predictions, LabelledRows rows) => Of(link, predictions, rows.Labels, rows.Weights);

    /// <summary>The mean loss.</summary>
    /// <param name="link">As of <see cref="Of(OutputLink, ReadOnlySpan{double}, LabelledRows)"/>.</param>
    /// <param name="predictions">As there.</param>
    /// <param name="labels">For each row the index of its class, or the value to predict.</param>
    /// <param name="weights">How much each row counts; null: all alike.</param>
    public static double Of(OutputLink link, ReadOnlySpan<double> predictions, float[] labels, float[]? weights)
    {
        var outputs = predictions.Length / labels.Length;
        var (loss, all) = (0.0, 0.0);
        for (var row = 0; row < labels.Length; row++)
        {
            var weight = weights is null ? 1.0 : weights[row];
            all += weight;
            loss += weight * OfRow(link, predictions.Slice(row * outputs, outputs), labels[row]);
        }

        return loss / all;
    }

    /// <summary>The loss of one row.</summary>
    /// <param name="link">As of <see cref="Of(OutputLink, ReadOnlySpan{double}, LabelledRows)"/>.</param>
    /// <param name="prediction">What is said of it.</param>
    /// <param name="label">The index of its class, or the value to predict.</param>
    internal static double OfRow(OutputLink link, ReadOnlySpan<double> prediction, float label) => link switch
    {
        OutputLink.Identity or OutputLink.Exponential => (prediction[0] - label) * (prediction[0] - label),
        OutputLink.Sigmoid or OutputLink.Share when prediction.Length == 1 => -Math.Log(Math.Max(label > 0 ? prediction[0] : 1 - prediction[0], double.Epsilon)),
        _ => -Math.Log(Math.Max(prediction[(int)label], double.Epsilon)),
    };
}
