using Ingot.Core.Estimation;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Training;

namespace Ingot.Pipeline.Monitor;

/// <summary>
/// Estimates performance without labels: of classes from the model's own probabilities, of numbers from what is learned of its errors on the reference.
/// </summary>
internal sealed class WindowEstimator
{
    private static readonly LossKind[] Losses = [LossKind.Absolute, LossKind.Squared, LossKind.Relative];

    private readonly MonitoredReference _reference;
    private readonly ConfidenceEstimator? _classes;
    private readonly LossEstimator? _numbers;
    private readonly Dictionary<LossKind, ILossModel> _losses = [];

    private WindowEstimator(StageContext context, MonitoredReference reference, IReadOnlyList<string> features)
    {
        (_reference, Features) = (reference, features);
        var seed = context.Spec.Seed;
        if (reference.Schema.Task is ModelTask.BinaryClassification or ModelTask.MulticlassClassification)
        {
            _classes = ConfidenceEstimator.Fit(reference.Predictions, context.Spec.ClassificationThreshold, seed);
            return;
        }

        context.Progress.Report("what the model's errors depend on");
        var learner = new TreeLossLearner(new TableLearner(context.Threads, context.Spec.Trainer.LightGbmLibrary), context.Cancellation);
        var table = ServedPredictions.Take(reference.Rows, features);
        var unseen = new Dictionary<LossKind, double[]>();
        foreach (var kind in Losses)
        {
            unseen[kind] = LossFolds.Estimate(learner, table, reference.Predictions, kind, seed);
            var losses = LossFolds.Losses(reference.Predictions, kind);
            var rows = Array.FindAll([.. Enumerable.Range(0, losses.Length)], r => double.IsFinite(losses[r]));
            _losses[kind] = learner.Learn(
                table.Take(rows), Array.ConvertAll(rows, r => reference.Predictions.Scores[r]), Array.ConvertAll(rows, r => losses[r]), Array.ConvertAll(rows, _ => 1.0), seed);
        }

        _numbers = LossEstimator.Fit(reference.Predictions, unseen);
    }

    /// <summary>The features that it needs beside the scores.</summary>
    public IReadOnlyList<string> Features { get; }

    /// <summary>Fits it to the reference.</summary>
    /// <param name="context">The stage's.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="features">Features that reference and window have alike.</param>
    /// <returns>Null when the reference has too few rows with a label for it, and for scores that are no probabilities.</returns>
    public static WindowEstimator? Fit(StageContext context, MonitoredReference reference, IReadOnlyList<string> features)
    {
        if (reference.Schema.Task.IsUnsupervised())
        {
            return null;
        }

        var labelled = Enumerable.Range(0, reference.Predictions.Rows).Count(r => reference.Predictions.HasLabel(r) && reference.Predictions.HasScore(r));
        var isRegression = reference.Schema.Task == ModelTask.Regression;
        return labelled < PerformanceRules.Default.MinRows || (isRegression && features.Count == 0)
            ? null
            : new WindowEstimator(context, reference, isRegression ? features : []);
    }

    /// <summary>The estimates for rows.</summary>
    /// <param name="rows">Rows with scores and <see cref="Features"/>.</param>
    public IReadOnlyList<EstimatedMetric> Estimate(Table rows)
    {
        var predictions = ServedPredictions.Of(_reference.Schema, rows, null, _reference.Metrics.Threshold);
        if (_classes is not null)
        {
            return _classes.Estimate(predictions).Metrics;
        }

        var table = ServedPredictions.Take(rows, Features);
        return rows.Rows == 0 ? [] : _numbers!.Estimate(predictions, _losses.ToDictionary(l => l.Key, l => l.Value.Estimate(table, predictions.Scores)));
    }
}
