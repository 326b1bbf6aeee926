using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;
using Ingot.Core.Statistics;
using Ingot.Onnx.Learned;

namespace Ingot.Training;

/// <summary>Compares what the ONNX file says of the validation rows with what the learner itself says of them.</summary>
internal static class ParityCheck
{
    // Outputs are float32, and so are the scores of ML.NET's linear models.
    private const double Tolerance = 1e-5;

    // They come to every part of the trees that others come to; to score a tenth of some million rows twice takes as long as some iterations.
    private const int MostRows = 50_000;

    /// <summary>The places of the validation rows that are compared: all of them, or as many as are enough.</summary>
    /// <param name="rows">The number of validation rows.</param>
    /// <param name="seed">Of the draw.</param>
    public static int[] Places(int rows, int seed) => RowSample.Of(rows, MostRows, seed);

    /// <summary>Compares, and reports a difference that is too great (INGOT2002).</summary>
    /// <param name="trainer">Where it is reported.</param>
    /// <param name="result">The learner's.</param>
    /// <param name="places">The places of the validation rows that are compared.</param>
    /// <param name="scores">The ONNX file's scores of these rows.</param>
    /// <param name="sink">Takes the report.</param>
    /// <returns>The greatest difference; NaN when a score is missing or no number.</returns>
    public static double Run(TrainerSpec trainer, LearnerResult result, int[] places, float[] scores, IDiagnosticSink sink)
    {
        var difference = Difference(result, places, scores);
        Require(trainer, difference, places.Length, sink);
        return difference;
    }

    /// <summary>Reports a difference that is too great.</summary>
    /// <param name="trainer">Where it is reported.</param>
    /// <param name="difference">The difference.</param>
    /// <param name="rows">On how many rows it was looked for.</param>
    /// <param name="sink">Takes the report (INGOT2002).</param>
    public static void Require(TrainerSpec trainer, double difference, int rows, IDiagnosticSink sink)
    {
        if (!(difference <= Tolerance))
        {
            sink.Report(TrainDiagnostics.ParityBroken.At(
                trainer.Location,
                $"The ONNX model's scores differ from the trainer's own by up to {difference} on {DiagnosticText.Count(rows, "validation row")}; at most {Tolerance} is allowed. This is a defect of Ingot; please report it."));
        }
    }

    private static double Difference(LearnerResult result, int[] places, float[] scores)
    {
        var outputs = result.Model.Outputs;
        var raw = new double[places.Length * outputs];
        for (var i = 0; i < places.Length; i++)
        {
            result.ValidationScores.AsSpan(places[i] * outputs, outputs).CopyTo(raw.AsSpan(i * outputs));
        }

        var own = result.Model.Predict(raw);
        if (own.Length != scores.Length)
        {
            return double.NaN;
        }

        return Difference(own, Array.ConvertAll(scores, s => (double)s), result.Model.Link is OutputLink.Identity or OutputLink.Exponential);
    }

    /// <summary>
    /// The greatest difference of predictions: of probabilities as it is, of values as a share of the value or of what is
    /// usual among them (root mean square), whichever is greater.
    /// </summary>
    /// <param name="own">What the file should say.</param>
    /// <param name="scores">What it says.</param>
    /// <param name="isValue">Whether they are values, and not probabilities.</param>
    public static double Difference(double[] own, double[] scores, bool isValue)
    {
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
