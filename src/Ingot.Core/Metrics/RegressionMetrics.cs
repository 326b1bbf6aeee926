using Ingot.Core.Predictions;
using Ingot.Core.Statistics;

namespace Ingot.Core.Metrics;

/// <summary>The metrics of predicted numbers, in scikit-learn's definitions.</summary>
internal static class RegressionMetrics
{
    // What scikit-learn divides by where the true value is 0.
    private const double Epsilon = 2.220446049250313e-16;

    public static IEnumerable<(string Name, Func<Interval> Measure)> Of(PredictionSet predictions, int[] rows, double[] weights, int seed)
    {
        var n = rows.Length;
        var truth = Array.ConvertAll(rows, r => predictions.LabelValues[r]);
        var errors = new double[n];
        var relative = new double[n];
        for (var i = 0; i < n; i++)
        {
            errors[i] = Math.Abs(truth[i] - predictions.Scores[rows[i]]);
            relative[i] = RelativeError(errors[i], truth[i]);
        }

        return
        [
            ("RMSE", () => InfluenceValues.Mean(Array.ConvertAll(errors, e => e * e), weights).SquareRoot().ToInterval().Within(0, double.PositiveInfinity)),
            ("MAE", () => Interval.Mean(errors, weights).Within(0, double.PositiveInfinity)),
            ("MedianAE", () => OfMedian(errors, weights, seed).Within(0, double.PositiveInfinity)),
            ("R2", () => Determination(truth, errors, weights).ToInterval().Within(double.NegativeInfinity, 1)),
            ("MAPE", () => Interval.Mean(relative, weights).Within(0, double.PositiveInfinity)),
            .. predictions.Low.Length == 0 ? [] : OfIntervals(predictions, rows, truth, weights),
        ];
    }

    private static (string Name, Func<Interval> Measure)[] OfIntervals(PredictionSet predictions, int[] rows, double[] truth, double[] weights)
    {
        var width = Array.ConvertAll(rows, r => (double)predictions.High[r] - predictions.Low[r]);
        var (inside, all) = (0.0, 0.0);
        for (var i = 0; i < rows.Length; i++)
        {
            all += weights[i];
            inside += truth[i] >= predictions.Low[rows[i]] && truth[i] <= predictions.High[rows[i]] ? weights[i] : 0;
        }

        return
        [
            (MetricCatalog.Coverage, () => BinaryMetrics.Share(inside, all, weights)),
            (MetricCatalog.IntervalWidth, () => Interval.Mean(width, weights).Within(0, double.PositiveInfinity)),
        ];
    }

    private static Interval OfMedian(double[] errors, double[] weights, int seed)
    {
        // In the order of the errors, which the median needs.
        var ranked = (double[])errors.Clone();
        var order = Enumerable.Range(0, errors.Length).ToArray();
        Array.Sort(ranked, order);
        var rankedWeights = Array.ConvertAll(order, i => weights[i]);
        return Bootstrap.Of(Median(ranked, rankedWeights), rankedWeights, seed, w => Median(ranked, w));
    }

    internal static double RelativeError(double error, double truth) => error / Math.Max(Math.Abs(truth), Epsilon);

    /// <summary>The weighted median: the middle of the two values around half of the weight.</summary>
    internal static double Median(double[] errors, double[] weights)
    {
        double total = 0, below = 0;
        foreach (var w in weights)
        {
            total += w;
        }

        double? lower = null;
        for (var row = 0; row < errors.Length; row++)
        {
            if (weights[row] <= 0)
            {
                continue;
            }

            below += weights[row];
            if (lower is { } first)
            {
                return (first + errors[row]) / 2;
            }

            if (below * 2 > total)
            {
                return errors[row];
            }

            lower = below * 2 == total ? errors[row] : null;
        }

        return lower ?? double.NaN;
    }

    /// <summary>The squared deviations of the true values from their mean.</summary>
    internal static double[] Deviations(double[] truth, double[] weights)
    {
        // From the first value that counts: rounding must not make a variance of values that are all the same.
        var first = Array.FindIndex(weights, w => w > 0);
        var origin = first < 0 ? 0 : truth[first];
        double sum = 0, total = 0;
        for (var i = 0; i < truth.Length; i++)
        {
            sum += weights[i] * (truth[i] - origin);
            total += weights[i];
        }

        var mean = sum / total;
        return Array.ConvertAll(truth, t => (t - origin - mean) * (t - origin - mean));
    }

    /// <summary>
    /// R2, its error by the delta method. NaN where the true values are all the same and so have no variance to explain
    /// (scikit-learn says 0, or 1 where the prediction is exact).
    /// </summary>
    internal static InfluenceValues Determination(double[] truth, double[] errors, double[] weights)
    {
        var unexplained = InfluenceValues.Ratio(Array.ConvertAll(errors, e => e * e), Deviations(truth, weights), weights);
        return new InfluenceValues(1 - unexplained.Value, Array.ConvertAll(unexplained.Rows, r => -r));
    }
}
