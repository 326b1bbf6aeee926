using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx;
using Ingot.Onnx.Learned;
using Ingot.Scoring;

namespace Ingot.Training.Answers;

/// <summary>Finds what a model makes of its scores, where the project asks for more than its link: a calibration, and a threshold that is chosen.</summary>
/// <param name="spec">What the project says.</param>
/// <param name="schema">The model's.</param>
/// <param name="data">The training data.</param>
/// <param name="labels">The label of each row.</param>
internal sealed class AnswerFit(ModelSpec spec, ModelSchema schema, Table data, float[] labels)
{
    /// <summary>How many folds give scores of rows that were not learned from, where the project asks for none and the final model learns from all rows.</summary>
    public const int Folds = 5;

    private readonly double[]? _weights = schema.Weight is { } column ? ((NumberColumn)data[column.Name]).Values : null;

    private double[] Truth => ((NumberColumn)data[schema.Label.Name]).Values;

    /// <summary>Whether the project asks for any of it.</summary>
    public static bool IsWanted(ModelSpec spec) => spec.Calibration != CalibrationMethod.None || ThresholdChoice.IsWanted(spec) || spec.PredictionInterval is not null;

    /// <summary>What the file makes of the scores where nothing is asked for.</summary>
    public static ModelAnswer Plain(ModelSpec spec) => new(null, spec.ClassificationThreshold);

    /// <summary>Refuses what does not fit the task.</summary>
    /// <exception cref="IngotException">INGOT2080, INGOT2082, INGOT2084.</exception>
    public static void Refuse(ModelSpec spec, ModelSchema schema)
    {
        if (spec.Calibration != CalibrationMethod.None && schema.Classes.Count == 0)
        {
            throw new IngotException(TrainDiagnostics.CannotCalibrate.At(
                spec.LocationOf("ModelCalibration"), $"ModelCalibration is {spec.Calibration}, and the task is {schema.Task}, which has no probabilities. Remove it."));
        }

        if (ThresholdChoice.IsWanted(spec) && schema.Task != ModelTask.BinaryClassification)
        {
            var property = spec.ThresholdCosts is not null ? "ModelThresholdCosts" : "ModelThresholdTarget";
            throw new IngotException(TrainDiagnostics.CannotChooseThreshold.At(
                spec.LocationOf(property), $"The project has {property}, and the task is {schema.Task}: a threshold decides between two classes only. Remove it."));
        }

        if (spec.PredictionInterval is null)
        {
            return;
        }

        if (schema.Task != ModelTask.Regression)
        {
            throw new IngotException(TrainDiagnostics.NoIntervals.At(
                spec.LocationOf("ModelPredictionInterval"), $"The project has ModelPredictionInterval, and the task is {schema.Task}: intervals are of predicted numbers. Remove it."));
        }

        if (schema.Features.FirstOrDefault(f => f.Name is OutputNames.PredictionLow or OutputNames.PredictionHigh) is { } taken)
        {
            throw new IngotException(TrainDiagnostics.NoIntervals.At(
                spec.LocationOf("ModelPredictionInterval"), $"The project has ModelPredictionInterval, whose outputs are {OutputNames.PredictionLow} and {OutputNames.PredictionHigh}, and a feature is called '{taken.Name}'. Give the column another name."));
        }
    }

    /// <summary>Finds it.</summary>
    /// <param name="held">What models said of rows that they had not learned from.</param>
    /// <param name="sink">Takes what is doubtful.</param>
    /// <exception cref="IngotException">INGOT2080, INGOT2082, INGOT2084: the rows do not give it.</exception>
    public FittedAnswer Fit(HeldOutScores held, IDiagnosticSink sink)
    {
        if (spec.PredictionInterval is not null)
        {
            var found = new ConformalFit(spec, _weights).Fit(held, Truth, sink);
            return new FittedAnswer(Plain(spec) with { Interval = new ModelInterval(found.Coverage, found.HalfWidth) }) { Interval = found };
        }

        Calibration? calibration = null;
        CalibrationReport? calibrated = null;
        if (spec.Calibration != CalibrationMethod.None)
        {
            (calibration, calibrated) = new CalibrationFit(spec, schema, labels, _weights).Fit(held, sink);
        }

        if (!ThresholdChoice.IsWanted(spec))
        {
            return new FittedAnswer(new ModelAnswer(calibration, spec.ClassificationThreshold)) { Calibration = calibrated };
        }

        var probabilities = (calibration ?? new BinaryCalibration(string.Empty, new LogisticCurve(1, 0))).Apply(held.Scores);
        var chosen = new ThresholdChoice(spec, schema, labels, _weights).Choose(held.Rows, Array.ConvertAll(probabilities, p => (float)p), held.From, sink);
        return new FittedAnswer(new ModelAnswer(calibration, chosen.Value) { IsChosen = true }) { Calibration = calibrated, Threshold = chosen };
    }

    /// <summary>Finds intervals that lie between predicted quantiles.</summary>
    /// <param name="held">What models of them said of rows that they had not learned from.</param>
    /// <param name="final">Those that ship.</param>
    /// <param name="sink">As of <see cref="Fit(HeldOutScores, IDiagnosticSink)"/>.</param>
    /// <exception cref="IngotException">INGOT2084: the rows do not give them.</exception>
    public FittedAnswer Fit(BandScores held, FittedModel[] final, IDiagnosticSink sink)
    {
        var found = new ConformalFit(spec, _weights).Fit(held, Truth, sink) with { Iterations = [.. final.Select(f => f.Result.Iterations)] };
        return new FittedAnswer(Plain(spec) with
        {
            Interval = new ModelInterval(found.Coverage, found.HalfWidth) { Low = (TreeModel)final[0].Result.Model, High = (TreeModel)final[1].Result.Model },
        }) { Interval = found };
    }

    /// <summary>
    /// The greatest difference between the ends of the intervals that the file says and those that the learner's own quantiles make.
    /// </summary>
    /// <param name="interval">The intervals.</param>
    /// <param name="final">The models of the quantiles.</param>
    /// <param name="onnx">The file.</param>
    /// <param name="rows">Which of their validation rows are compared, as places among them.</param>
    /// <param name="scores">What the file predicts of these.</param>
    /// <param name="threads">As <see cref="BatchSession"/> has it.</param>
    /// <param name="cancellation">Stops it.</param>
    public double Difference(ModelInterval interval, FittedModel[] final, byte[] onnx, int[] rows, float[] scores, int threads, CancellationToken cancellation)
    {
        using var scorer = new OnnxScorer(onnx, spec.Name, threads);
        var compared = data.Take(Array.ConvertAll(rows, r => final[0].Validation[r]));
        var (low, high) = (scorer.Read(compared, schema, OutputNames.PredictionLow), scorer.Read(compared, schema, OutputNames.PredictionHigh));
        cancellation.ThrowIfCancellationRequested();
        double[] Ends(Func<double, double, double> one, double move) =>
            [.. rows.Select((r, i) => one(one(final[0].Result.ValidationScores[r], final[1].Result.ValidationScores[r]) + move, scores[i]))];

        // Of what is learned by its logarithm the lower end is cut off at 0.
        var meant = Ends(Math.Min, -interval.HalfWidth);
        double[] cut = [.. meant.Zip(low, (m, l) => l == 0 ? Math.Max(m, 0) : m)];
        return Math.Max(
            ParityCheck.Difference(cut, Array.ConvertAll(low, v => (double)v), isValue: true),
            ParityCheck.Difference(Ends(Math.Max, interval.HalfWidth), Array.ConvertAll(high, v => (double)v), isValue: true));
    }

    /// <summary>
    /// The greatest difference between the probabilities of the file and those that the calibration makes, as it is meant, of what the file says without it.
    /// </summary>
    /// <param name="calibration">The calibration.</param>
    /// <param name="model">As <see cref="HeldOutScores.Of"/> has it.</param>
    /// <param name="plain">The file without it.</param>
    /// <param name="calibrated">What the file with it says of the rows.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="threads">As <see cref="BatchSession"/> has it.</param>
    /// <param name="cancellation">Stops it.</param>
    public double Difference(Calibration calibration, LearnedModel? model, byte[] plain, float[] calibrated, int[] rows, int threads, CancellationToken cancellation)
    {
        var meant = calibration.Apply(HeldOutScores.Of(plain, model, schema, data, rows, threads, cancellation));
        var greatest = 0.0;
        for (var i = 0; i < meant.Length; i++)
        {
            greatest = Math.Max(greatest, Math.Abs(meant[i] - calibrated[i]));
        }

        return greatest;
    }
}
