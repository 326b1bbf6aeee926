using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;
using Ingot.Onnx.Learned;

namespace Ingot.Training;

/// <summary>Compares what the ONNX file says of the validation rows with what the learner itself says of them.</summary>
internal static class ParityCheck
{
    // Outputs are float32, and so are the scores of ML.NET's linear models.
    private const double Tolerance = 1e-5;

    /// <summary>Compares, and reports a difference that is too great (INGOT2002).</summary>
    /// <param name="trainer">Where it is reported.</param>
    /// <param name="result">The learner's.</param>
    /// <param name="scores">The ONNX file's scores of the validation rows.</param>
    /// <param name="sink">Takes the report.</param>
    /// <returns>The greatest difference; NaN when a score is missing or no number.</returns>
    public static double Run(TrainerSpec trainer, LearnerResult result, float[] scores, IDiagnosticSink sink)
    {
        var difference = Difference(result, scores);
        if (!(difference <= Tolerance))
        {
            var rows = result.ValidationScores.Length / result.Model.Outputs;
            sink.Report(TrainDiagnostics.ParityBroken.At(
                trainer.Location,
                $"The ONNX model's scores differ from the trainer's own by up to {difference} on {DiagnosticText.Count(rows, "validation row")}; at most {Tolerance} is allowed. This is a defect of Ingot; please report it."));
        }

        return difference;
    }

    /// <summary>
    /// The greatest difference of predictions: of probabilities as it is, of values as a share of the value or of what is
    /// usual among them (root mean square), whichever is greater.
    /// </summary>
    private static double Difference(LearnerResult result, float[] scores)
    {
        var own = result.Model.Predict(result.ValidationScores);
        if (own.Length != scores.Length)
        {
            return double.NaN;
        }

        var isValue = result.Model.Link is OutputLink.Identity or OutputLink.Exponential;
        var usual = isValue ? Math.Sqrt(own.Sum(v => v * v) / own.Length) : 1;
        var greatest = 0.0;
        for (var i = 0; i < scores.Length; i++)
        {
            var difference = Math.Abs(own[i] - scores[i]);
            // Math.Max passes NaN on, so one row without a score is enough to fail.
            greatest = Math.Max(greatest, difference == 0 ? 0 : difference / (isValue ? Math.Max(usual, Math.Abs(own[i])) : 1));
        }

        return greatest;
    }
}
