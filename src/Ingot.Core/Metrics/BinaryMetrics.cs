using Ingot.Core.Predictions;
using Ingot.Core.Statistics;

namespace Ingot.Core.Metrics;

/// <summary>The metrics of two classes, in scikit-learn's definitions.</summary>
internal static class BinaryMetrics
{
    // Probabilities are float32: what scikit-learn clips log loss with for such input.
    private const double Epsilon = 1.1920929e-07;

    public static IEnumerable<(string Name, Func<Interval> Measure)> Of(
        PredictionSet predictions, int[] rows, double[] weights, double threshold, int seed)
    {
        var n = rows.Length;
        var scores = Array.ConvertAll(rows, r => (double)predictions.Scores[r]);
        var positive = Array.ConvertAll(rows, r => predictions.LabelCodes[r] == 1);
        var predicted = Array.ConvertAll(scores, s => s >= (predictions.Threshold ?? threshold));
        double[] OfRows(Func<double, bool, double> loss)
        {
            var losses = new double[n];
            for (var i = 0; i < n; i++)
            {
                losses[i] = loss(scores[i], positive[i]);
            }

            return losses;
        }

        var (tp, fp, fn, tn) = Confusion(positive, predicted, weights);

        return
        [
            ("AUC", () => DeLong.Auc(scores, positive, weights)),
            ("AUPRC", () => AveragePrecision.Influence(scores, positive, weights).ToInterval().Within(0, 1)),
            ("LogLoss", () => Interval.Mean(OfRows(LogLoss), weights).Within(0, double.PositiveInfinity)),
            ("Brier", () => Interval.Mean(OfRows(SquaredError), weights).Within(0, 1)),
            ("ECE", () => new CalibrationError(scores, positive).Spread(weights, seed).Within(0, 1)),
            ("Accuracy", () => Share(tp + tn, tp + fp + fn + tn, weights)),
            ("Precision", () => Share(tp, tp + fp, Where(weights, predicted))),
            ("Recall", () => Share(tp, tp + fn, Where(weights, positive))),
            ("F1", () => F1(predicted, positive, weights).ToInterval().Within(0, 1)),
            ("MCC", () => MatthewsCorrelation.Influence(predicted, positive, weights).ToInterval().Within(-1, 1)),
            .. predictions.Costs is not { } costs ? [] : ((string, Func<Interval>)[])
                [(MetricCatalog.Cost, () => Interval.Mean([.. predicted.Zip(positive, costs.Of)], weights).Within(0, double.PositiveInfinity))],
        ];
    }

    internal static double LogLoss(double score, bool positive)
    {
        var p = Math.Clamp(score, Epsilon, 1 - Epsilon);
        return -Math.Log(positive ? p : 1 - p);
    }

    internal static double SquaredError(double score, bool positive)
    {
        var d = score - (positive ? 1 : 0);
        return d * d;
    }

    /// <summary>Twice the hits to all rows that are predicted or positive, where those that are both count twice.</summary>
    internal static InfluenceValues F1(bool[] predicted, bool[] positive, double[] weights) => InfluenceValues.Ratio(
        [.. predicted.Zip(positive, (said, isTrue) => said && isTrue ? 2.0 : 0)],
        [.. predicted.Zip(positive, (said, isTrue) => (said ? 1.0 : 0) + (isTrue ? 1 : 0))],
        weights);

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
}
