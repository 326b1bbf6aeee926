namespace Ingot.Core.Metrics;

/// <summary>
/// The expected calibration error in 15 bins of equal width (C. Guo et al., "On calibration of modern neural networks", ICML
/// 2017), prepared to be measured with many weightings in one pass each.
/// </summary>
internal sealed class CalibrationError
{
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

        double sum = 0;
        foreach (var d in difference)
        {
            sum += Math.Abs(d);
        }

        return sum / all;
    }
}
