using Ingot.Core.Statistics;

namespace Ingot.Core.Metrics;

/// <summary>
/// The expected calibration error in 15 bins of equal width (C. Guo et al., "On calibration of modern neural networks", ICML
/// 2017), prepared to be measured with many weightings in one pass each.
/// </summary>
/// <remarks>
/// Its spread is that of the bootstrap. Of few rows each resample is drawn row by row; of many only the bins' sums are drawn, which
/// are all that the error is made of: from 200 rows on the two agree within the noise of 1,000 resamples.
/// </remarks>
internal sealed class CalibrationError
{
    /// <summary>Rows from which sums are drawn instead of rows; rows of uneven weights count as so many fewer.</summary>
    public const double ManyRows = 1000;

    private const int Bins = 15;

    private readonly double[] _residuals;
    private readonly byte[] _bins;

    public CalibrationError(double[] scores, bool[] positive)
    {
        _residuals = [.. scores.Zip(positive, (s, p) => s - (p ? 1 : 0))];

        // Bins are open on the left: (0, 1/15], …; 0 belongs to the first.
        _bins = Array.ConvertAll(scores, s => (byte)Math.Clamp(Math.Ceiling(s * Bins) - 1, 0, Bins - 1));
    }

    /// <summary>The error with the given weight of each row.</summary>
    public double Measure(double[] weights)
    {
        Span<double> difference = stackalloc double[Bins];
        difference.Clear();
        double all = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            all += weights[i];
            difference[_bins[i]] += weights[i] * _residuals[i];
        }

        return OfSums(difference, all);
    }

    /// <summary>The error with its bootstrapped interval.</summary>
    public Interval Spread(double[] weights, int seed) => HasMany(weights)
        ? Bootstrap.Of(Measure(weights), Draw([this], weights, seed))
        : Bootstrap.Of(Measure(weights), weights, seed, Measure);

    /// <summary>The errors of two models on the same rows, by the same draws.</summary>
    public static PairedEstimate Compare(CalibrationError baseline, CalibrationError candidate, double[] weights, int seed)
    {
        var (before, now) = (baseline.Measure(weights), candidate.Measure(weights));
        return HasMany(weights)
            ? Bootstrap.Paired(before, now, Draw([baseline, candidate], weights, seed))
            : Bootstrap.Paired(before, now, weights, seed, (resampled, result) =>
            {
                result[0] = baseline.Measure(resampled);
                result[1] = candidate.Measure(resampled);
            });
    }

    private static bool HasMany(double[] weights)
    {
        double sum = 0, squares = 0;
        foreach (var w in weights)
        {
            sum += w;
            squares += w * w;
        }

        return sum * sum >= ManyRows * squares;
    }

    /// <summary>Draws the sum of the weights and those of each model's bins.</summary>
    private static double[][] Draw(CalibrationError[] models, double[] weights, int seed)
    {
        var size = 1 + (Bins * models.Length);
        var means = new double[size];
        double[][] covariances = [.. Enumerable.Range(1, size).Select(i => new double[i])];
        Span<int> places = stackalloc int[1 + models.Length];
        Span<double> values = stackalloc double[1 + models.Length];
        for (var row = 0; row < weights.Length; row++)
        {
            (places[0], values[0]) = (0, 1);
            for (var m = 0; m < models.Length; m++)
            {
                places[m + 1] = 1 + (Bins * m) + models[m]._bins[row];
                values[m + 1] = models[m]._residuals[row];
            }

            var (weight, square) = (weights[row], weights[row] * weights[row]);
            for (var i = 0; i < places.Length; i++)
            {
                means[places[i]] += weight * values[i];
                for (var k = 0; k <= i; k++)
                {
                    covariances[places[i]][places[k]] += square * values[i] * values[k];
                }
            }
        }

        return NormalSums.Draw(means, covariances, seed, models.Length, (sums, errors) =>
        {
            for (var m = 0; m < errors.Length; m++)
            {
                errors[m] = OfSums(sums.AsSpan(1 + (Bins * m), Bins), sums[0]);
            }
        });
    }

    private static double OfSums(ReadOnlySpan<double> differences, double weights)
    {
        double sum = 0;
        foreach (var d in differences)
        {
            sum += Math.Abs(d);
        }

        return sum / weights;
    }
}
