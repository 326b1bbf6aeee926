using Ingot.Onnx.Learned;

namespace Ingot.Training;

/// <summary>The mean loss of predictions on validation rows, by the rows' weights: squared error, or negative log likelihood.</summary>
internal static class ValidationLoss
{
    /// <summary>The mean loss.</summary>
    /// <param name="link">Tells what the predictions are.</param>
    /// <param name="predictions">Row by row: values, probabilities of the positive class, or of each class.</param>
    /// <param name="rows">Has labels and weights.</param>
    public static double Of(OutputLink link, ReadOnlySpan<double> predictions, LabelledRows rows)
    {
        var outputs = predictions.Length / rows.Labels.Length;
        var (loss, weights) = (0.0, 0.0);
        for (var row = 0; row < rows.Labels.Length; row++)
        {
            weights += rows.Weight(row);
            loss += rows.Weight(row) * OfRow(link, predictions.Slice(row * outputs, outputs), rows.Labels[row]);
        }

        return loss / weights;
    }

    private static double OfRow(OutputLink link, ReadOnlySpan<double> prediction, float label) => link switch
    {
        OutputLink.Identity or OutputLink.Exponential => (prediction[0] - label) * (prediction[0] - label),
        OutputLink.Sigmoid => -Math.Log(Math.Max(label > 0 ? prediction[0] : 1 - prediction[0], double.Epsilon)),
        _ => -Math.Log(Math.Max(prediction[(int)label], double.Epsilon)),
    };
}
