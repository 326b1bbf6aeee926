using Ingot.Core.Diagnostics;
using Ingot.Core.Estimation;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Onnx.Learned;

namespace Ingot.Training.Answers;

/// <summary>Fits the calibration that a project asks for, on rows that no model has learned from which scored them.</summary>
/// <param name="spec">What the project says.</param>
/// <param name="schema">The model's.</param>
/// <param name="labels">The class of each training row.</param>
/// <param name="weights">How much each training row counts in truth: not what a trainer makes of it to balance classes.</param>
internal sealed class CalibrationFit(ModelSpec spec, ModelSchema schema, float[] labels, double[]? weights)
{
    /// <summary>Below so many rows an isotonic curve follows chance (scikit-learn's user guide, "Probability calibration").</summary>
    public const int FewRowsOfIsotonic = 1000;

    private const int FewRowsOfClass = 10;

    /// <summary>Fits.</summary>
    /// <param name="held">What is known of the rows.</param>
    /// <param name="sink">Takes what is doubtful (INGOT2081).</param>
    /// <exception cref="IngotException">INGOT2080: the rows do not give it.</exception>
    public (Calibration Calibration, CalibrationReport Report) Fit(HeldOutScores held, IDiagnosticSink sink)
    {
        var counted = Enumerable.Range(0, held.Rows.Length).Where(i => Weight(held.Rows[i]) > 0).ToArray();
        var outputs = schema.Classes.Count > 2 || schema.Task == ModelTask.MulticlassClassification ? schema.Classes.Count : 1;
        var said = counted.SelectMany(i => held.Scores.Skip(i * outputs).Take(outputs)).ToArray();
        var classes = Array.ConvertAll(counted, i => (int)labels[held.Rows[i]]);
        var rowWeights = Array.ConvertAll(counted, i => Weight(held.Rows[i]));
        Check(held, classes, sink);

        Calibration calibration = spec.Calibration switch
        {
            CalibrationMethod.Temperature => Temperature(held, said, classes, rowWeights, outputs),
            _ when outputs == 1 => new BinaryCalibration(spec.Calibration.ToString(), Binary(said, classes, rowWeights)),
            _ => new OneVersusRestCalibration(spec.Calibration.ToString(), [.. Enumerable.Range(0, outputs).Select(c => OneClass(said, classes, rowWeights, outputs, c))]),
        };
        CheckSlopes(held, calibration, sink);
        return (calibration, Report(held, counted.Length, calibration, Loss(outputs == 1 ? new BinaryCalibration(string.Empty, new LogisticCurve(1, 0)).Apply(said) : said, classes, rowWeights), Loss(calibration.Apply(said), classes, rowWeights)));
    }

    private double Weight(int row) => weights?[row] ?? 1;

    private void Check(HeldOutScores held, int[] classes, IDiagnosticSink sink)
    {
        var rows = new int[schema.Classes.Count];
        Array.ForEach(classes, c => rows[c]++);
        string Named(int c) => $"'{DiagnosticText.Shorten(schema.Classes[c])}'";
        var empty = Enumerable.Range(0, rows.Length).Where(c => rows[c] == 0).ToList();
        if (empty.Count > 0 && (spec.Calibration != CalibrationMethod.Temperature || rows.Length - empty.Count < 2))
        {
            throw Cannot($"The {DiagnosticText.Count(classes.Length, "row")} that ModelCalibration={spec.Calibration} would rest on ({held.From}) have no row of {DiagnosticText.List(empty.Select(Named))}{(weights is null ? string.Empty : " with a weight")}; rows of every class are needed. Add training rows, raise ModelValidationFraction, or remove ModelCalibration.");
        }

        if (spec.Calibration == CalibrationMethod.Isotonic && classes.Length < FewRowsOfIsotonic)
        {
            Doubt(sink, $"The isotonic calibration rests on {DiagnosticText.Count(classes.Length, "row")} ({held.From}); on fewer than {FewRowsOfIsotonic:N0} it follows chance, and says 0 and 1 where rows are few. Add training rows, or take ModelCalibration=Sigmoid, which has two numbers to learn.");
        }

        var few = Enumerable.Range(0, rows.Length).Where(c => rows[c] is > 0 and < FewRowsOfClass).ToList();
        if (few.Count > 0)
        {
            Doubt(sink, $"The calibration rests on {DiagnosticText.List(few.Select(c => $"{DiagnosticText.Count(rows[c], "row")} of class {Named(c)}"))} ({held.From}), which is little more than chance. Add training rows{(held.From == HeldOutScores.Validation ? ", or raise ModelValidationFraction" : string.Empty)}.");
        }
    }

    private void CheckSlopes(HeldOutScores held, Calibration calibration, IDiagnosticSink sink)
    {
        IReadOnlyList<ClassCurve> curves = calibration switch { BinaryCalibration b => [b.Curve], OneVersusRestCalibration o => o.Curves, _ => [] };
        if (curves.OfType<LogisticCurve>().FirstOrDefault(c => c.Slope < 0) is { } falling)
        {
            Doubt(sink, $"The slope of the sigmoid calibration is {falling.Slope:G3}: on the rows that it rests on ({held.From}) the less probable the model says a class is, the more often it is that class. Calibrated probabilities are in the opposite order of the model's own. Look at the features and at how rows are divided.");
        }
    }

    private ClassCurve Binary(double[] said, int[] classes, double[] rowWeights)
    {
        var positive = Array.ConvertAll(classes, c => c == 1);
        return spec.Calibration == CalibrationMethod.Sigmoid
            ? SigmoidFit.Of(said, positive, rowWeights) : Isotonic(said, positive, rowWeights);
    }

    private ClassCurve OneClass(double[] said, int[] classes, double[] rowWeights, int outputs, int of)
    {
        var positive = Array.ConvertAll(classes, c => c == of);
        return spec.Calibration == CalibrationMethod.Sigmoid
            ? SigmoidFit.Of([.. Enumerable.Range(0, classes.Length).Select(row => OneVersusRestCalibration.LogOdds(said.AsSpan(row * outputs, outputs), of))], positive, rowWeights)
            : Isotonic([.. Enumerable.Range(0, classes.Length).Select(row => said[(row * outputs) + of])], positive, rowWeights);
    }

    /// <summary>The curve through both ends of each stretch over which the regression is constant.</summary>
    private static IsotonicCurve Isotonic(double[] said, bool[] positive, double[] rowWeights)
    {
        var blocks = IsotonicRegression.Fit(said, Array.ConvertAll(positive, p => p ? 1.0 : 0), rowWeights).Blocks;
        var points = blocks.SelectMany(b => b.Low == b.High ? [(b.Low, b.Value)] : (IEnumerable<(double Place, double Value)>)[(b.Low, b.Value), (b.High, b.Value)]).ToArray();
        return new IsotonicCurve(Array.ConvertAll(points, p => p.Item1), Array.ConvertAll(points, p => p.Item2));
    }

    private Calibration Temperature(HeldOutScores held, double[] said, int[] classes, double[] rowWeights, int outputs)
    {
        var logits = outputs == 1 ? said : Array.ConvertAll(said, s => Math.Log(Math.Max(s, Calibration.Least)));
        var temperature = TemperatureFit.Of(logits, classes, rowWeights);
        if (double.IsNaN(temperature))
        {
            throw Cannot($"No temperature is the best on the {DiagnosticText.Count(classes.Length, "row")} that ModelCalibration=Temperature would rest on ({held.From}): the model tells them apart without a fault, or no better than by chance. Take ModelCalibration=Sigmoid, which allows for that, or remove it.");
        }

        return outputs == 1 ? new BinaryCalibration(nameof(CalibrationMethod.Temperature), new LogisticCurve(1 / temperature, 0)) : new TemperatureCalibration(outputs, temperature);
    }

    // Kept away from 0 and 1 as the metric LogLoss is.
    private static double Loss(double[] probabilities, int[] classes, double[] rowWeights)
    {
        const double epsilon = 1.1920929e-07;
        var (outputs, loss) = (probabilities.Length / classes.Length, 0.0);
        for (var row = 0; row < classes.Length; row++)
        {
            var p = outputs == 1 ? (classes[row] == 1 ? probabilities[row] : 1 - probabilities[row]) : probabilities[(row * outputs) + classes[row]];
            loss -= rowWeights[row] * Math.Log(Math.Clamp(p, epsilon, 1 - epsilon));
        }

        return loss / rowWeights.Sum();
    }

    private static CalibrationReport Report(HeldOutScores held, int rows, Calibration calibration, double before, double after)
    {
        IReadOnlyList<ClassCurve> curves = calibration switch { BinaryCalibration b => [b.Curve], OneVersusRestCalibration o => o.Curves, _ => [] };
        var (logistic, isotonic) = (curves.OfType<LogisticCurve>().ToList(), curves.OfType<IsotonicCurve>().ToList());
        var isTemperature = calibration.Method == nameof(CalibrationMethod.Temperature);
        return new CalibrationReport(calibration.Method, rows, held.From, before, after)
        {
            Temperature = calibration is TemperatureCalibration t ? t.Temperature : isTemperature ? 1 / logistic[0].Slope : null,
            Slopes = logistic.Count > 0 && !isTemperature ? logistic.ConvertAll(c => c.Slope) : null,
            Offsets = logistic.Count > 0 && !isTemperature ? logistic.ConvertAll(c => c.Offset) : null,
            Points = isotonic.Count > 0 ? isotonic.ConvertAll(c => c.Places.Length) : null,
        };
    }

    private void Doubt(IDiagnosticSink sink, FormattableString message) => sink.Report(TrainDiagnostics.DoubtfulCalibration.At(spec.LocationOf("ModelCalibration"), message));

    private IngotException Cannot(FormattableString message) => new(TrainDiagnostics.CannotCalibrate.At(spec.LocationOf("ModelCalibration"), message));
}
