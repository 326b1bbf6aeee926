using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Training;

/// <summary>Refuses a model whose predictions of the validation rows, or whose loss on them, are no finite numbers.</summary>
internal static class FinitePredictions
{
    /// <summary>Looks at them.</summary>
    /// <param name="trainer">Where it is reported.</param>
    /// <param name="learner">Learned it.</param>
    /// <param name="input">What it learned from.</param>
    /// <param name="result">The model. Its loss counts only where the learner looked at it.</param>
    /// <param name="predictions">Its predictions of the validation rows.</param>
    /// <exception cref="IngotException">INGOT2012: some are none.</exception>
    public static void Require(TrainerSpec trainer, ILearner learner, LearnerInput input, LearnerResult result, double[] predictions)
    {
        // The ONNX model says them in 32 bits.
        var rows = input.Validation.Labels.Length;
        var wrong = CountWrong(predictions, result.Model.Outputs);
        var weighed = input.Rounds is null && (input.Validation.Weights is null || input.Validation.Weights.Any(w => w > 0));
        if (wrong > 0 || (weighed && !double.IsFinite(result.Value)))
        {
            throw new IngotException(TrainDiagnostics.NotFinite.At(
                trainer.Location,
                $"The trainer {trainer.Name} gave predictions that are no finite numbers for {wrong:N0} of {DiagnosticText.Count(rows, "validation row")}{(input.Rounds is null ? FormattableString.Invariant($", and {result.Metric} is {result.Value}") : ", when it was fitted on all training rows")}: the training diverged. Look for values of the label, the features and the weights that cannot be right{(TrainerAdvice.Calmer(learner) is { Length: > 0 } calmer ? $", or give the trainer {calmer}" : string.Empty)}."));
        }
    }

    private static int CountWrong(double[] predictions, int outputs)
    {
        var wrong = 0;
        for (var from = 0; from < predictions.Length; from += outputs)
        {
            var isFinite = true;
            foreach (var prediction in predictions.AsSpan(from, outputs))
            {
                isFinite &= float.IsFinite((float)prediction);
            }

            wrong += isFinite ? 0 : 1;
        }

        return wrong;
    }
}
