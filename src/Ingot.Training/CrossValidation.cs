using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Statistics;
using Ingot.Core.Tables;
using Ingot.Onnx;
using Ingot.Scoring;
using Ingot.Training.Answers;
using Ingot.Training.Splits;

namespace Ingot.Training;

/// <summary>
/// What the model is worth on rows that it did not learn from, by cross-validation. Each fold is predicted by a model that was made as the project's is, features and
/// number of iterations included, without a row of the fold; and by its ONNX graph, as everything is measured.
/// </summary>
/// <param name="spec">What the project says.</param>
/// <param name="schema">The model's.</param>
/// <param name="data">The training data.</param>
/// <param name="fitting">Fits models on rows of the data.</param>
/// <param name="division">Divides the rows.</param>
/// <param name="threads">How many threads may be used; the result does not depend on it.</param>
internal sealed class CrossValidation(ModelSpec spec, ModelSchema schema, Table data, ModelFitting fitting, RowDivision division, int threads)
{
    // Not those that are learned from, which there may be none.
    private readonly float[] _labels = TrainingLabels.Of(schema, data);

    // Not the models themselves, which have the features of their rows.
    private readonly List<(RowSplit Fold, IReadOnlyList<int> Rounds, int Iterations, PredictionSet Predictions)> _fitted = [];

    /// <summary>Number of iterations of each of the models that make the model, in the mean of the folds.</summary>
    public IReadOnlyList<int> Rounds => [.. _fitted[0].Rounds.Select((_, model) => Mean([.. _fitted.Select(f => f.Rounds[model])]))];

    /// <summary>What the models of the folds said of the rows that they had not learned from; null: nobody asked for it.</summary>
    public HeldOutScores? Held { get; private set; }

    /// <summary>Fits one model a fold.</summary>
    /// <param name="folds">The folds.</param>
    /// <param name="keepsScores">Whether <see cref="Held"/> is wanted.</param>
    /// <param name="progress">Told which fold it is.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="IngotException">INGOT2xxx.</exception>
    public void Run(IReadOnlyList<RowSplit> folds, bool keepsScores, IStageProgress progress, CancellationToken cancellation)
    {
        var scores = new List<(int[], double[])>();
        for (var fold = 0; fold < folds.Count; fold++)
        {
            progress.Report(FormattableString.Invariant($"fold {fold + 1} of {folds.Count}: {folds[fold].Training.Length:N0} rows to learn from, {folds[fold].HeldOut.Length:N0} to predict"), (double)fold / folds.Count);
            var fitted = Fit(folds[fold], cancellation);
            var onnx = fitting.ToOnnx(fitted);
            _fitted.Add((folds[fold], fitted.Result.Rounds, fitted.Result.Iterations, Predict(onnx, folds[fold].HeldOut, cancellation)));
            if (keepsScores)
            {
                scores.Add((folds[fold].HeldOut, HeldOutScores.Of(onnx, fitted.Result.Model, schema, data, folds[fold].HeldOut, threads, cancellation)));
            }
        }

        Held = keepsScores ? HeldOutScores.Join(scores, HeldOutScores.OutOfFold(folds.Count)) : null;
    }

    /// <summary>Scores rows of folds by models of so many iterations, for folds that nothing else is asked of.</summary>
    /// <param name="folds">The folds.</param>
    /// <param name="rounds">The iterations of the final model.</param>
    /// <param name="progress">Told which fold it is.</param>
    /// <param name="cancellation">Stops it.</param>
    public HeldOutScores Score(IReadOnlyList<RowSplit> folds, IReadOnlyList<int> rounds, IStageProgress progress, CancellationToken cancellation)
    {
        var scores = new List<(int[], double[])>();
        for (var fold = 0; fold < folds.Count; fold++)
        {
            progress.Report(FormattableString.Invariant($"scores of rows that were not learned from: fold {fold + 1} of {folds.Count}"), (double)fold / folds.Count);
            var fitted = fitting.Fit(folds[fold].Training, folds[fold].HeldOut, rounds, Quiet.Instance, cancellation);
            scores.Add((folds[fold].HeldOut, HeldOutScores.Of(fitting.ToOnnx(fitted), fitted.Result.Model, schema, data, folds[fold].HeldOut, threads, cancellation)));
        }

        return HeldOutScores.Join(scores, HeldOutScores.OutOfFold(folds.Count));
    }

    /// <summary>What models of so many iterations predict of the rows of folds that they have not learned from: for those who make something else of it.</summary>
    /// <param name="folds">The folds.</param>
    /// <param name="rounds">The iterations of the final model.</param>
    /// <param name="progress">Told which fold it is.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Fold by fold the predictions of its rows.</returns>
    public IReadOnlyList<float[]> Predictions(IReadOnlyList<RowSplit> folds, IReadOnlyList<int> rounds, IStageProgress progress, CancellationToken cancellation) =>
        [.. folds.Select((fold, number) =>
        {
            progress.Report(FormattableString.Invariant($"scores of rows that were not learned from: fold {number + 1} of {folds.Count}"), (double)number / folds.Count);
            var fitted = fitting.Fit(fold.Training, fold.HeldOut, rounds, Quiet.Instance, cancellation);
            using var scorer = new OnnxScorer(fitting.ToOnnx(fitted), spec.Name, threads);
            return scorer.Score(data, schema, fold.HeldOut, cancellation);
        })];

    /// <summary>Measures the models of the folds.</summary>
    /// <param name="answer">What is made of their scores: a calibration and a threshold that all folds together gave, or the project's.</param>
    public FoldsReport Report(ModelAnswer answer)
    {
        var metrics = new List<IReadOnlyList<MetricResult>>();
        var start = 0;
        for (var fold = 0; fold < _fitted.Count; fold++)
        {
            var predictions = _fitted[fold].Predictions;
            if (answer.Calibration is { } calibration)
            {
                var calibrated = calibration.Apply(Held!.Scores.AsSpan(start, predictions.Scores.Length));
                predictions = predictions with { Scores = Array.ConvertAll(calibrated, p => (float)p) };
                start += calibrated.Length;
            }

            metrics.Add(MetricEvaluator.Evaluate(predictions, answer.Threshold, spec.Seed));
        }

        var reports = _fitted.Select((f, i) => new FoldReport(i + 1, division.Describe(f.Fold.Training), division.Describe(f.Fold.HeldOut), f.Iterations)).ToList();
        var ratio = _fitted.Average(f => f.Fold.HeldOut.Length / (double)f.Fold.Training.Length);
        return new FoldsReport(division.Plan.Kind.ToString(), Rounds.Max(), ratio, [.. Enumerable.Range(0, metrics[0].Count).Select(m => Estimate(metrics, m, ratio))], reports);
    }

    private FittedModel Fit(RowSplit fold, CancellationToken cancellation)
    {
        var refit = RefitDecision.IsWanted(spec.Refit, data.Rows);
        if (refit && !fitting.StopsEarly(fold.Training.Length))
        {
            return fitting.Fit(fold.Training, fold.HeldOut, rounds: null, Quiet.Instance, cancellation);
        }

        // The fold itself must decide nothing of its model: its rows to learn from are divided again.
        var inner = division.HoldOut(fold.Training);
        var chosen = fitting.Fit(inner.Training, inner.HeldOut, rounds: null, Quiet.Instance, cancellation);
        return refit ? fitting.Fit(fold.Training, fold.HeldOut, chosen.Result.Rounds, Quiet.Instance, cancellation) : chosen;
    }

    private PredictionSet Predict(byte[] onnx, int[] rows, CancellationToken cancellation)
    {
        using var scorer = new OnnxScorer(onnx, spec.Name, threads);
        var weights = schema.Weight is { } column ? Array.ConvertAll(rows, r => ((NumberColumn)data[column.Name]).Values[r]) : null;
        var clusters = schema.Task == ModelTask.Clustering ? Clusters(onnx, rows, weights, cancellation) : null;
        return HeldOutPredictions.Of(schema, data, _labels, rows, clusters?.Scores ?? scorer.Score(data, schema, rows, cancellation)) with
        {
            Threshold = schema.Task == ModelTask.AnomalyDetection ? AnomalyThreshold.Of(scorer.Metadata) : null,
            Queries = fitting.QueriesOf(rows),
            Clusters = clusters?.Clusters ?? 0,
            Costs = spec.ThresholdCosts,
        };
    }

    private ScoredClusters Clusters(byte[] onnx, int[] rows, double[]? weights, CancellationToken cancellation)
    {
        using var scorer = new ClusterScorer(onnx, spec.Name, threads);
        return scorer.Score(data.Take(rows), schema, weights, spec.Seed, cancellation);
    }

    private static FoldEstimate Estimate(List<IReadOnlyList<MetricResult>> metrics, int metric, double ratio)
    {
        var values = metrics.ConvertAll(m => m[metric].Value);
        var interval = Interval.OfFolds(values.FindAll(double.IsFinite), ratio);
        return new FoldEstimate(metrics[0][metric].Name, interval.Value, interval.StandardError, interval.Low, interval.High, values);
    }

    // Where no fold kept an iteration, there are none.
    private static int Mean(int[] rounds) => rounds.Max() == 0 ? 0 : Math.Max(1, (int)Math.Round(rounds.Average(), MidpointRounding.AwayFromZero));
}
