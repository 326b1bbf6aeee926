using Ingot.Core.Predictions;
using Ingot.Core.Statistics;

namespace Ingot.Core.Metrics;

/// <summary>The metrics of three or more classes, in scikit-learn's definitions.</summary>
internal static class MulticlassMetrics
{
    private const double Epsilon = 1.1920929e-07;

    public static IEnumerable<(string Name, Func<Interval> Measure)> Of(PredictionSet predictions, int[] rows, double[] weights)
    {
        var n = rows.Length;
        var classes = predictions.Classes.Count;
        var truth = Array.ConvertAll(rows, r => predictions.LabelCodes[r]);
        var predicted = Array.ConvertAll(rows, r => ArgMax(predictions.Scores.AsSpan(r * classes, classes)));
        double correct = 0, total = 0;
        for (var i = 0; i < n; i++)
        {
            correct += truth[i] == predicted[i] ? weights[i] : 0;
            total += weights[i];
        }

        // With one label a row the micro-averaged F1 is the accuracy.
        Interval Accuracy() => BinaryMetrics.Share(correct, total, weights);
        return
        [
            ("Accuracy", Accuracy),
            ("MacroF1", () => MacroF1(truth, predicted, weights, classes).ToInterval().Within(0, 1)),
            ("MicroF1", Accuracy),
            ("LogLoss", () => Interval.Mean(Array.ConvertAll(rows, r => Loss(predictions.Scores.AsSpan(r * classes, classes), predictions.LabelCodes[r])), weights).Within(0, double.PositiveInfinity)),
            ("MacroAUC", () => MacroAuc(predictions, rows, truth, weights, classes)),
            .. Enumerable.Range(0, classes).Select(c => ($"Recall[{predictions.Classes[c]}]", (Func<Interval>)(() => Recall(truth, predicted, weights, c)))),
        ];
    }

    private static Interval Recall(int[] truth, int[] predicted, double[] weights, int @class)
    {
        var ofClass = Array.ConvertAll(truth, t => t == @class);
        double hits = 0, all = 0;
        for (var i = 0; i < truth.Length; i++)
        {
            hits += ofClass[i] && predicted[i] == @class ? weights[i] : 0;
            all += ofClass[i] ? weights[i] : 0;
        }

        return BinaryMetrics.Share(hits, all, BinaryMetrics.Where(weights, ofClass));
    }

    internal static int ArgMax(ReadOnlySpan<float> scores)
    {
        var best = 0;
        for (var c = 1; c < scores.Length; c++)
        {
            best = scores[c] > scores[best] ? c : best;
        }

        return best;
    }

    internal static double Loss(ReadOnlySpan<float> probabilities, int truth)
    {
        double sum = 0;
        foreach (var p in probabilities)
        {
            sum += Math.Clamp(p, Epsilon, 1 - Epsilon);
        }

        return -Math.Log(Math.Clamp(probabilities[truth], Epsilon, 1 - Epsilon) / sum);
    }

    /// <summary>The mean of F1 over the classes that occur as label or prediction, its error by the delta method.</summary>
    internal static InfluenceValues MacroF1(int[] truth, int[] predicted, double[] weights, int classes)
    {
        var hits = new double[classes];
        var either = new double[classes];
        double counted = 0;
        for (var i = 0; i < truth.Length; i++)
        {
            hits[truth[i]] += truth[i] == predicted[i] ? weights[i] : 0;
            either[truth[i]] += weights[i];
            either[predicted[i]] += weights[i];
            counted += weights[i] > 0 ? 1 : 0;
        }

        var occurring = either.Count(e => e > 0);
        var f1 = hits.Zip(either, (h, e) => e > 0 ? 2 * h / e : 0).ToArray();

        // A row is seen by the classes of its label and of its prediction only.
        var scale = (counted > 1 ? Math.Sqrt(counted / (counted - 1)) : double.NaN) / occurring;
        var rows = new double[truth.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            double Seen(int c) => either[c] > 0 ? ((truth[i] == predicted[i] ? 1 : 0) - f1[c]) / either[c] : 0;
            rows[i] = scale * weights[i] * (Seen(truth[i]) + Seen(predicted[i]));
        }

        return new InfluenceValues(occurring > 0 ? f1.Sum() / occurring : double.NaN, rows);
    }

    /// <summary>
    /// The mean of the classes' AUCs against the rest; NaN unless every class occurs.
    /// </summary>
    private static Interval MacroAuc(PredictionSet predictions, int[] rows, int[] truth, double[] weights, int classes)
    {
        // The areas of the classes are of the same rows, and so their errors depend on each other.
        double sum = 0;
        var errors = new double[rows.Length];
        for (var c = 0; c < classes; c++)
        {
            var scores = Array.ConvertAll(rows, r => (double)predictions.Scores[(r * classes) + c]);
            var auc = DeLong.Influence(scores, Array.ConvertAll(truth, t => t == c), weights);
            sum += auc.Value;
            for (var i = 0; i < errors.Length; i++)
            {
                errors[i] += auc.Rows[i] / classes;
            }
        }

        return Interval.Normal(sum / classes, Math.Sqrt(errors.Sum(e => e * e))).Within(0, 1);
    }
}
