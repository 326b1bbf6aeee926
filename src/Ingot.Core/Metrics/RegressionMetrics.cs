using Ingot.Core.Predictions;
using Ingot.Core.Statistics;

namespace Ingot.Core.Metrics;

/// <summary>The metrics of predicted numbers, in scikit-learn's definitions.</summary>
internal static class RegressionMetrics
{
    // What scikit-learn divides by where the true value is 0.
    private const double Epsilon = 2.220446049250313e-16;

    public static IEnumerable<(string Name, Interval Interval)> Of(PredictionSet predictions, int[] rows, double[] weights, int seed)
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

        // In the order of the errors, which the median needs.
        var ranked = (double[])errors.Clone();
        var order = Enumerable.Range(0, n).ToArray();
        Array.Sort(ranked, order);
        var rankedTruth = Array.ConvertAll(order, i => truth[i]);
        var rankedWeights = Array.ConvertAll(order, i => weights[i]);

        void Measure(double[] w, double[] result)
        {
            result[0] = RootMeanSquare(ranked, w);
            result[1] = Median(ranked, w);
            result[2] = Determination(rankedTruth, ranked, w);
        }

        var values = new double[3];
        Measure(rankedWeights, values);
        var intervals = Bootstrap.Of(values, rankedWeights, seed, Measure);

        yield return ("RMSE", intervals[0].Within(0, double.PositiveInfinity));
        yield return ("MAE", Interval.Mean(errors, weights).Within(0, double.PositiveInfinity));
        yield return ("MedianAE", intervals[1].Within(0, double.PositiveInfinity));
        yield return ("R2", intervals[2].Within(double.NegativeInfinity, 1));
        yield return ("MAPE", Interval.Mean(relative, weights).Within(0, double.PositiveInfinity));
    }

    internal static double RelativeError(double error, double truth) => error / Math.Max(Math.Abs(truth), Epsilon);

    private static double RootMeanSquare(double[] errors, double[] weights)
    {
        double sum = 0, total = 0;
        for (var i = 0; i < errors.Length; i++)
        {
            sum += weights[i] * errors[i] * errors[i];
            total += weights[i];
        }

        return Math.Sqrt(sum / total);
    }

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

    /// <summary>
    /// NaN where the true values are all the same and so have no variance to explain (scikit-learn says 0, or 1 where the
    /// prediction is exact).
    /// </summary>
    internal static double Determination(double[] truth, double[] errors, double[] weights)
    {
        // From the first value that counts: rounding must not make a variance of values that are all the same.
        var origin = 0.0;
        for (var i = truth.Length - 1; i >= 0; i--)
        {
            origin = weights[i] > 0 ? truth[i] : origin;
        }

        double sum = 0, total = 0;
        for (var i = 0; i < truth.Length; i++)
        {
            sum += weights[i] * (truth[i] - origin);
            total += weights[i];
        }

        var mean = sum / total;
        double residual = 0, variance = 0;
        for (var i = 0; i < truth.Length; i++)
        {
            var d = truth[i] - origin - mean;
            residual += weights[i] * errors[i] * errors[i];
            variance += weights[i] * d * d;
        }

        return variance > 0 ? 1 - (residual / variance) : double.NaN;
    }
}
