using Ingot.Onnx.Learned;

namespace Ingot.Training.MLNet;

/// <summary>What a linear learner learned, with its loss on the validation rows.</summary>
internal static class LinearResult
{
    public static LearnerResult Of(LinearModel model, double[] scores, LabelledRows validation)
    {
        var loss = ValidationLoss.Of(model.Link, model.Predict(scores), validation);
        return model.Link == OutputLink.Identity
            ? new LearnerResult(model, scores, 0, "rmse", Math.Sqrt(loss))
            : new LearnerResult(model, scores, 0, "logloss", loss);
    }
}
