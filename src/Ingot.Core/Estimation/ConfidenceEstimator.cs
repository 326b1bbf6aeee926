using Ingot.Core.Curves;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Statistics;

namespace Ingot.Core.Estimation;

/// <summary>
/// Estimates a classifier's performance on rows without labels from its own scores: confidence-based performance estimation
/// (the documentation of NannyML, "Estimation of performance of the monitored model", 2023). Scores are calibrated on labelled reference rows,
/// and each metric is taken with probabilities where it has labels.
/// </summary>
/// <remarks>
/// <para>What it assumes: that a row of a score is as often of the class as it was on the reference. It sees a change of the rows (more difficult
/// ones, more of a class), but not a change of what the rows mean (concept drift), nor rows unlike any that the model has seen.</para>
/// <para>The metric of expected counts is not quite the expected metric: where the denominator depends on the labels (AUC, Recall,
/// F1, MCC) the two differ by an amount of the order of one by the number of rows, well below the error of one by its root.</para>
/// <para>The error is that of the delta method: what the chance of the labels makes of the metric, given the probabilities, and what the
/// chance of the reference's labels makes of it by the calibration. The calibration also fits some of that chance, and so takes the model to be
/// better than it is, by little: how much is seen on the reference, of which each row is calibrated by what has not seen it, and counts as an error too.</para>
/// <para>All rows of a chunk are in memory, with some 150 bytes a row and class. A million rows, sampled, tell more than enough of any chunk.</para>
/// </remarks>
public sealed class ConfidenceEstimator
{
    private readonly double _threshold;
    private readonly ModelTask _task;

    // How much better than it was each metric is estimated on reference rows that the calibration has not seen.
    private readonly Dictionary<string, double> _optimism = new(StringComparer.Ordinal);

    private ConfidenceEstimator(ModelTask task, double threshold, ProbabilityCalibrator[] calibrators, long rows, long unusable) =>
        (_task, _threshold, Calibrators, ReferenceRows, UnusableReferenceRows) = (task, threshold, calibrators, rows, unusable);

    /// <summary>Two classes: the calibrator of the positive one. More: one for each class against the rest; their results are made to sum to 1.</summary>
    public IReadOnlyList<ProbabilityCalibrator> Calibrators { get; }

    /// <summary>Number of reference rows that the calibration is from.</summary>
    public long ReferenceRows { get; }

    /// <summary>Number of reference rows that were left out, since they have no finite score, no known label or no usable weight.</summary>
    public long UnusableReferenceRows { get; }

    /// <summary>Fits the calibration.</summary>
    /// <param name="reference">Labelled rows that the model was not trained on.</param>
    /// <param name="threshold">Probability from which the model says the positive class (two classes).</param>
    /// <param name="seed">Of the decision whether to calibrate.</param>
    /// <exception cref="ArgumentException">The model predicts no classes.</exception>
    public static ConfidenceEstimator Fit(PredictionSet reference, double threshold, int seed)
    {
        if (reference.Task is not (ModelTask.BinaryClassification or ModelTask.MulticlassClassification))
        {
            throw new ArgumentException($"A model of the task {reference.Task} has no probabilities; numbers are estimated by {nameof(LossEstimator)}.", nameof(reference));
        }

        var rows = UsableRows.Of(reference);
        var weights = Array.ConvertAll(rows, r => reference.Weights?[r] ?? 1);
        var scores = Columns(reference, rows);
        var labels = scores.Select((_, c) => Array.ConvertAll(rows, r => reference.LabelCodes[r] == (scores.Length == 1 ? 1 : c))).ToArray();
        var fits = scores.Select((column, c) => ProbabilityCalibrator.FitCounted(column, labels[c], weights, seed)).ToArray();
        var estimator = new ConfidenceEstimator(reference.Task, threshold, Array.ConvertAll(fits, f => f.Calibrator), rows.Length, reference.Rows - rows.Length);
        if (fits.Any(f => f.Calibrator.Calibrates))
        {
            var unseen = Array.ConvertAll(fits, f => (double[])f.Unseen.Clone());
            _ = ClassProbabilities.Divide(unseen, scores);
            var realised = Array.ConvertAll(labels, column => Array.ConvertAll(column, y => y ? 1.0 : 0));
            foreach (var (expected, real) in estimator.Expected(reference.Classes, scores, unseen, weights).Zip(estimator.Expected(reference.Classes, scores, realised, weights)))
            {
                var difference = expected.Metric.Value - real.Metric.Value;
                estimator._optimism[expected.Name] = double.IsFinite(difference) ? difference : 0;
            }
        }

        return estimator;
    }

    /// <summary>Estimates the metrics of rows.</summary>
    /// <param name="chunk">Their scores; labels are not looked at.</param>
    /// <param name="rows">Which rows; null for all.</param>
    /// <returns>Estimates of every metric of the task that can be estimated; NaN where the rows do not define one.</returns>
    public ConfidenceEstimates Estimate(PredictionSet chunk, int[]? rows = null)
    {
        rows ??= [.. Enumerable.Range(0, chunk.Rows)];
        var usable = Array.FindAll(rows, r => chunk.HasScore(r) && chunk.HasWeight(r) && chunk.Weights?[r] is null or > 0);
        var weights = Array.ConvertAll(usable, r => chunk.Weights?[r] ?? 1);
        var scores = Columns(chunk, usable);
        var probabilities = ClassProbabilities.Of(Calibrators, scores);
        return _task == ModelTask.BinaryClassification
            ? OfTwo(chunk.Classes, scores[0], probabilities, weights, rows.Length - usable.Length)
            : OfMany(chunk.Classes, scores, probabilities, weights, rows.Length - usable.Length);
    }

    private IEnumerable<(string Name, ExpectedMetric Metric)> Expected(IReadOnlyList<string> classes, double[][] scores, double[][] p, double[] weights) =>
        _task == ModelTask.BinaryClassification
            ? ExpectedBinary.Of(scores[0], p[0], Array.ConvertAll(scores[0], s => s >= _threshold), weights)
            : ExpectedMulticlass.Of(classes, scores, p, MostProbable(scores), weights);

    private ConfidenceEstimates OfTwo(IReadOnlyList<string> classes, double[] scores, ClassProbabilities probabilities, double[] weights, int unusable)
    {
        var p = probabilities.Columns[0];
        var predicted = Array.ConvertAll(scores, s => s >= _threshold);
        var confusion = new double[][] { new double[2], new double[2] };
        for (var i = 0; i < p.Length; i++)
        {
            confusion[0][predicted[i] ? 1 : 0] += weights[i] * (1 - p[i]);
            confusion[1][predicted[i] ? 1 : 0] += weights[i] * p[i];
        }

        var support = new Support(
            _task,
            classes,
            Support.Count(weights, _ => 1),
            [Support.Count(weights, i => 1 - p[i]), Support.Count(weights, i => p[i])],
            Support.Count(weights, i => predicted[i] ? 1 : 0));
        var specificity = ExpectedMetric.Ratio(p, i => predicted[i] ? (0, 0) : (weights[i], -weights[i]), i => (weights[i], -weights[i]));
        return new ConfidenceEstimates
        {
            Rows = p.Length,
            Unusable = unusable,
            BeyondReference = probabilities.BeyondReference,
            Confusion = new ConfusionMatrix(classes, confusion),
            Metrics = [.. Expected(classes, [scores], [p], weights).Select(m => ToEstimate(m.Name, m.Metric, probabilities, support.Of(m.Name)))],
            Specificity = ToEstimate("Specificity", specificity, probabilities, support.OfClass[0]),
        };
    }

    private ConfidenceEstimates OfMany(IReadOnlyList<string> classes, double[][] scores, ClassProbabilities probabilities, double[] weights, int unusable)
    {
        var p = probabilities.Columns;
        var predicted = MostProbable(scores);
        var confusion = Array.ConvertAll(scores, _ => new double[scores.Length]);
        for (var i = 0; i < predicted.Length; i++)
        {
            for (var c = 0; c < scores.Length; c++)
            {
                confusion[c][predicted[i]] += weights[i] * p[c][i];
            }
        }

        var support = new Support(
            _task, classes, Support.Count(weights, _ => 1), Array.ConvertAll(p, column => Support.Count(weights, i => column[i])), 0);
        return new ConfidenceEstimates
        {
            Rows = weights.Length,
            Unusable = unusable,
            BeyondReference = probabilities.BeyondReference,
            Confusion = new ConfusionMatrix(classes, confusion),
            Metrics = [.. Expected(classes, scores, p, weights).Select(m => ToEstimate(m.Name, m.Metric, probabilities, support.Of(m.Name)))],
        };
    }

    private static int[] MostProbable(double[][] scores)
    {
        var predicted = new int[scores[0].Length];
        for (var i = 0; i < predicted.Length; i++)
        {
            for (var c = 1; c < scores.Length; c++)
            {
                predicted[i] = scores[c][i] > scores[predicted[i]][i] ? c : predicted[i];
            }
        }

        return predicted;
    }

    private EstimatedMetric ToEstimate(string name, ExpectedMetric metric, ClassProbabilities probabilities, double support)
    {
        var rows = probabilities.Columns[0].Length;
        if (!double.IsFinite(metric.Value))
        {
            return new EstimatedMetric(name, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, rows, support);
        }

        var labels = probabilities.VarianceOfLabels(metric.Slopes);
        var optimism = _optimism.GetValueOrDefault(name);
        var calibration = probabilities.VarianceOfCalibration(metric.Slopes) + (optimism * optimism);
        var (least, greatest) = MetricRange.Of(name);
        var interval = Interval.Normal(metric.Value, Math.Sqrt(labels + calibration)).Within(least, greatest);
        return new EstimatedMetric(
            name, metric.Value, interval.StandardError, interval.Low, interval.High, Math.Sqrt(labels), Math.Sqrt(calibration), rows, support);
    }

    private static double[][] Columns(PredictionSet predictions, int[] rows)
    {
        var width = predictions.Task == ModelTask.BinaryClassification ? 1 : predictions.Classes.Count;
        return [.. Enumerable.Range(0, width).Select(c => Array.ConvertAll(rows, r => (double)predictions.Scores[(r * width) + c]))];
    }
}
