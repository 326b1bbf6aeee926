using Ingot.Core.Diagnostics;
using Ingot.Scoring.Explanations;

namespace Ingot.Pipeline.Train;

/// <summary>Lets a model say how many reasons its predictions are to have, where the project asks for them.</summary>
internal static class ReasonsWanted
{
    /// <summary>Writes it into the ONNX file.</summary>
    /// <exception cref="IngotException">INGOT2090: the model's predictions cannot be explained exactly.</exception>
    public static void Write(StageContext context, string file)
    {
        var wanted = context.Spec.Reasons;
        if (wanted == 0)
        {
            return;
        }

        var model = File.ReadAllBytes(file);
        if (ExactExplanation.Of(model) is null)
        {
            throw new IngotException(TrainDiagnostics.NoReasons.At(
                context.Spec.LocationOf("ModelReasons"),
                $"ModelReasons is {wanted}, and no exact reasons can be had of this model: server and typed client find them by the trees that LightGbm, FastTree or FastForest learned, with at least one split, and how many training rows came to their leaves, or by up to 10,000 weights of LinearRegression or LogisticRegression, not all 0. Choose one of these trainers, or remove ModelReasons; the card, and the verb explain-prediction, explain any model, by sampling."));
        }

        File.WriteAllBytes(file, ExplanationFacts.WithReasons(model, wanted));
    }
}
