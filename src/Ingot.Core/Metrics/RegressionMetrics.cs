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
            relative[i] = errors[i] / Math.Max(Math.Abs(truth[i]), Epsilon);
        }

        var order = Enumerable.Range(0, n).ToArray();
        Array.Sort((double[])errors.Clone(), order);

        double[] Statistics(double[] w) => [RootMeanSquare(errors, w), Median(errors, order, w), Determination(truth, errors, w)];

        var resampled = new double[n];
        var intervals = Bootstrap.Of(Statistics(weights), n, seed, (counts, result) =>
        {
            for (var i = 0; i < n; i++)
            {
                resampled[i] = counts[i] * weights[i];
            }

            Statistics(resampled).CopyTo(result, 0);
        });

        yield return ("RMSE", intervals[0]);
        yield return ("MAE", Interval.Mean(errors, weights));
        yield return ("MedianAE", intervals[1]);
        yield return ("R2", intervals[2]);
        yield return ("MAPE", Interval.Mean(relative, weights));
    }

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
    private static double Median(double[] errors, int[] ascending, double[] weights)
    {
        double total = 0, below = 0;
        foreach (var w in weights)
        {
            total += w;
        }

        double? lower = null;
        foreach (var row in ascending)
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

    private static double Determination(double[] truth, double[] errors, double[] weights)
    {
        double sum = 0, total = 0;
        for (var i = 0; i < truth.Length; i++)
        {
            sum += weights[i] * truth[i];
            total += weights[i];
        }

        var mean = sum / total;
        double residual = 0, variance = 0;
        for (var i = 0; i < truth.Length; i++)
        {
            residual += weights[i] * errors[i] * errors[i];
            variance += weights[i] * (truth[i] - mean) * (truth[i] - mean);
        }

        return variance > 0 ? 1 - (residual / variance) : double.NaN;
    }
}
