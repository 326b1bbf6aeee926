using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Statistics;
using Ingot.Core.Tables;
using Ingot.Scoring;
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
    /// <summary>Fits and measures one model a fold.</summary>
    /// <param name="folds">The folds.</param>
    /// <param name="progress">Told which fold it is.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="IngotException">INGOT2xxx.</exception>
    public FoldsReport Run(IReadOnlyList<RowSplit> folds, IStageProgress progress, CancellationToken cancellation)
    {
        var metrics = new List<IReadOnlyList<MetricResult>>();
        var reports = new List<FoldReport>();
        var rounds = new List<IReadOnlyList<int>>();
        for (var fold = 0; fold < folds.Count; fold++)
        {
            progress.Report(FormattableString.Invariant($"fold {fold + 1} of {folds.Count}: {folds[fold].Training.Length:N0} rows to learn from, {folds[fold].HeldOut.Length:N0} to predict"), (double)fold / folds.Count);
            var fitted = Fit(folds[fold], cancellation);
            metrics.Add(Measure(fitted, folds[fold].HeldOut, cancellation));
            rounds.Add(fitted.Result.Rounds);
            reports.Add(new FoldReport(fold + 1, division.Describe(folds[fold].Training), division.Describe(folds[fold].HeldOut), fitted.Result.Iterations));
        }

        var ratio = folds.Average(f => f.HeldOut.Length / (double)f.Training.Length);
        var mean = Enumerable.Range(0, rounds[0].Count).Select(model => Mean([.. rounds.Select(r => r[model])])).ToList();
        return new FoldsReport(division.Plan.Kind.ToString(), mean.Max(), ratio, [.. Enumerable.Range(0, metrics[0].Count).Select(m => Estimate(metrics, m, ratio))], reports)
        {
            Rounds = mean,
        };
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

    private IReadOnlyList<MetricResult> Measure(FittedModel fitted, int[] rows, CancellationToken cancellation)
    {
        using var scorer = new OnnxScorer(fitting.ToOnnx(fitted), spec.Name, threads);
        var predictions = new PredictionSet
        {
            Task = schema.Task,
            Classes = schema.Classes,
            Rows = rows.Length,
            RowNumbers = Array.ConvertAll(rows, r => (long)r),
            LabelCodes = schema.Classes.Count > 0 ? Array.ConvertAll(rows, r => (int)fitting.Labels[r]) : [],
            LabelValues = schema.Classes.Count > 0 ? [] : Array.ConvertAll(rows, r => ((NumberColumn)data[schema.Label.Name]).Values[r]),
            Queries = fitting.QueriesOf(rows),
            Scores = scorer.Score(data, schema, rows, cancellation),
            Weights = schema.Weight is { } weight ? Array.ConvertAll(rows, r => ((NumberColumn)data[weight.Name]).Values[r]) : null,
        };
        return MetricEvaluator.Evaluate(predictions, spec.ClassificationThreshold, spec.Seed);
    }

    private static FoldEstimate Estimate(List<IReadOnlyList<MetricResult>> metrics, int metric, double ratio)
    {
        var values = metrics.ConvertAll(m => m[metric].Value);
        var interval = Interval.OfFolds(values.FindAll(double.IsFinite), ratio);
        return new FoldEstimate(metrics[0][metric].Name, interval.Value, interval.StandardError, interval.Low, interval.High, values);
    }

    // Where no fold kept an iteration, there are none.
    private static int Mean(int[] rounds) => rounds.Max() == 0 ? 0 : Math.Max(1, (int)Math.Round(rounds.Average(), MidpointRounding.AwayFromZero));

    // The iterations of each of many models are not what a person waits for.
    private sealed class Quiet : IStageProgress
    {
        public static Quiet Instance { get; } = new();

        public void Report(string message, double? fraction = null)
        {
        }
    }
}
