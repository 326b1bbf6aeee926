using Ingot.Core.Predictions;
using Ingot.Core.Statistics;

namespace Ingot.Core.Metrics;

/// <summary>The metrics of two classes, in scikit-learn's definitions.</summary>
internal static class BinaryMetrics
{
    // Bins of equal width: C. Guo et al., "On calibration of modern neural networks", ICML 2017.
    private const int CalibrationBins = 15;

    // Probabilities are float32: what scikit-learn clips log loss with for such input.
    private const double Epsilon = 1.1920929e-07;

    public static IEnumerable<(string Name, Interval Interval)> Of(
        PredictionSet predictions, int[] rows, double[] weights, double threshold, int seed)
    {
        var n = rows.Length;
        var scores = Array.ConvertAll(rows, r => (double)predictions.Scores[r]);
        var positive = Array.ConvertAll(rows, r => predictions.LabelCodes[r] == 1);
        var predicted = Array.ConvertAll(scores, s => s >= threshold);
        var losses = new double[n];
        var squares = new double[n];
        for (var i = 0; i < n; i++)
        {
            var p = Math.Clamp(scores[i], Epsilon, 1 - Epsilon);
            losses[i] = -Math.Log(positive[i] ? p : 1 - p);
            var d = scores[i] - (positive[i] ? 1 : 0);
            squares[i] = d * d;
        }

        var order = Enumerable.Range(0, n).ToArray();
        Array.Sort(Array.ConvertAll(scores, s => -s), order);

        double[] Statistics(double[] w) =>
            [AveragePrecision(scores, positive, order, w), CalibrationError(scores, positive, w), .. FromConfusion(Confusion(positive, predicted, w))];

        var resampled = new double[n];
        var values = Statistics(weights);
        var intervals = Bootstrap.Of(values, n, seed, (counts, result) =>
        {
            for (var i = 0; i < n; i++)
            {
                resampled[i] = counts[i] * weights[i];
            }

            Statistics(resampled).CopyTo(result, 0);
        });
        var (tp, fp, fn, tn) = Confusion(positive, predicted, weights);

        yield return ("AUC", DeLong.Auc(scores, positive, weights));
        yield return ("AUPRC", intervals[0]);
        yield return ("LogLoss", Interval.Mean(losses, weights));
        yield return ("Brier", Interval.Mean(squares, weights));
        yield return ("ECE", intervals[1]);
        yield return ("Accuracy", Share(tp + tn, tp + fp + fn + tn, weights));
        yield return ("Precision", Share(tp, tp + fp, Where(weights, predicted)));
        yield return ("Recall", Share(tp, tp + fn, Where(weights, positive)));
        yield return ("F1", intervals[2]);
        yield return ("MCC", intervals[3]);
    }

    internal static Interval Share(double successes, double trials, double[] weights)
    {
        double sum = 0, squares = 0;
        foreach (var w in weights)
        {
            sum += w;
            squares += w * w;
        }

        return Interval.Wilson(successes, trials, sum * sum / squares);
    }

    internal static double[] Where(double[] weights, bool[] keep) => [.. weights.Where((_, i) => keep[i])];

    private static (double Tp, double Fp, double Fn, double Tn) Confusion(bool[] positive, bool[] predicted, double[] weights)
    {
        double tp = 0, fp = 0, fn = 0, tn = 0;
        for (var i = 0; i < positive.Length; i++)
        {
            if (positive[i])
            {
                (tp, fn) = predicted[i] ? (tp + weights[i], fn) : (tp, fn + weights[i]);
            }
            else
            {
                (fp, tn) = predicted[i] ? (fp + weights[i], tn) : (fp, tn + weights[i]);
            }
        }

        return (tp, fp, fn, tn);
    }

    private static double[] FromConfusion((double Tp, double Fp, double Fn, double Tn) c)
    {
        var f1 = 2 * c.Tp / ((2 * c.Tp) + c.Fp + c.Fn);
        var product = Math.Sqrt(c.Tp + c.Fp) * Math.Sqrt(c.Tp + c.Fn) * Math.Sqrt(c.Tn + c.Fp) * Math.Sqrt(c.Tn + c.Fn);
        // B. W. Matthews, Biochimica et Biophysica Acta 405, 1975; 0 where a margin is empty, as in scikit-learn.
        var mcc = product > 0 ? ((c.Tp * c.Tn) - (c.Fp * c.Fn)) / product : c.Tp + c.Fp + c.Fn + c.Tn > 0 ? 0 : double.NaN;
        return [f1, mcc];
    }

    private static double AveragePrecision(double[] scores, bool[] positive, int[] descending, double[] weights)
    {
        double total = 0, tp = 0, fp = 0, sum = 0;
        for (var i = 0; i < positive.Length; i++)
        {
            total += positive[i] ? weights[i] : 0;
        }

        if (!(total > 0))
        {
            return double.NaN;
        }

        for (var start = 0; start < descending.Length;)
        {
            var score = scores[descending[start]];
            var before = tp;
            while (start < descending.Length && scores[descending[start]] == score)
            {
                var row = descending[start++];
                (tp, fp) = positive[row] ? (tp + weights[row], fp) : (tp, fp + weights[row]);
            }

            sum += tp > before ? (tp - before) * tp / (tp + fp) : 0;
        }

        return sum / total;
    }

    private static double CalibrationError(double[] scores, bool[] positive, double[] weights)
    {
        Span<double> difference = stackalloc double[CalibrationBins];
        difference.Clear();
        double total = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            // Bins are open on the left: (0, 1/15], …; 0 belongs to the first.
            var bin = Math.Clamp((int)Math.Ceiling(scores[i] * CalibrationBins) - 1, 0, CalibrationBins - 1);
            difference[bin] += weights[i] * (scores[i] - (positive[i] ? 1 : 0));
            total += weights[i];
        }

        double sum = 0;
        foreach (var d in difference)
        {
            sum += Math.Abs(d);
        }

        return sum / total;
    }
}
