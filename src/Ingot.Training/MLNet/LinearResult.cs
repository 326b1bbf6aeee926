using Ingot.Onnx.Learned;

namespace Ingot.Training.MLNet;

/// <summary>What a linear learner learned, with its loss on the validation rows.</summary>
internal static class LinearResult
{
    public static LearnerResult Of(LinearModel model, double[] scores, LabelledRows validation)
    {
        var predictions = model.Predict(scores);
        var (loss, weights) = (0.0, 0.0);
        for (var row = 0; row < validation.Labels.Length; row++)
        {
            weights += validation.Weight(row);
            loss += validation.Weight(row) * Loss(model, predictions.AsSpan(row * model.Outputs, model.Outputs), validation.Labels[row]);
        }

        loss /= weights;
        return model.Link == OutputLink.Identity
            ? new LearnerResult(model, scores, 0, "rmse", Math.Sqrt(loss))
            : new LearnerResult(model, scores, 0, "logloss", loss);
    }

    private static double Loss(LinearModel model, ReadOnlySpan<double> prediction, float label) => model.Link switch
    {
        OutputLink.Identity => (prediction[0] - label) * (prediction[0] - label),
        OutputLink.Sigmoid => -Math.Log(Math.Max(label > 0 ? prediction[0] : 1 - prediction[0], double.Epsilon)),
        _ => -Math.Log(Math.Max(prediction[(int)label], double.Epsilon)),
    };
}
