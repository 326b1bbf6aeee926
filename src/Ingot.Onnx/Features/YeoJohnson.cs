namespace Ingot.Onnx.Features;

/// <summary>
/// The exponent of a power transform for numbers of both signs, by greatest likelihood (I.-K. Yeo, R. A. Johnson, "A new family of power transformations to improve
/// normality or symmetry", Biometrika 87, 2000).
/// </summary>
internal static class YeoJohnson
{
    /// <summary>Exponents nearer to zero are the logarithm.</summary>
    public const double Nothing = 1e-8;

    private const double Widest = 5;
    private const double Precision = 1e-9;
    private static readonly double Golden = (Math.Sqrt(5) - 1) / 2;

    /// <summary>Lambda of some values; 1, which leaves them as they are, where all are alike.</summary>
    public static double Fit(double[] values)
    {
        if (values.Length == 0 || values[0] == values[^1])
        {
            return 1;
        }

        var (low, high) = (-Widest, Widest);
        var (left, right) = (high - (Golden * (high - low)), low + (Golden * (high - low)));
        var (ofLeft, ofRight) = (Likelihood(values, left), Likelihood(values, right));
        while (high - low > Precision)
        {
            if (ofLeft > ofRight)
            {
                (high, right, ofRight) = (right, left, ofLeft);
                left = high - (Golden * (high - low));
                ofLeft = Likelihood(values, left);
            }
            else
            {
                (low, left, ofLeft) = (left, right, ofRight);
                right = low + (Golden * (high - low));
                ofRight = Likelihood(values, right);
            }
        }

        return (low + high) / 2;
    }

    private static double Likelihood(double[] values, double lambda)
    {
        var (sum, squares, logarithms) = (0.0, 0.0, 0.0);
        foreach (var value in values)
        {
            var power = Of(value, lambda);
            sum += power;
            squares += power * power;
            logarithms += Math.Sign(value) * Math.Log(1 + Math.Abs(value));
        }

        // In two passes, since the variance of great powers is a small difference of great numbers.
        var (mean, variance) = (sum / values.Length, 0.0);
        foreach (var value in values)
        {
            var difference = Of(value, lambda) - mean;
            variance += difference * difference / values.Length;
        }

        return double.IsFinite(squares) && variance > 0 ? (-0.5 * values.Length * Math.Log(variance)) + ((lambda - 1) * logarithms) : double.NegativeInfinity;
    }

    private static double Of(double value, double lambda)
    {
        var (size, exponent) = (1 + Math.Abs(value), value >= 0 ? lambda : 2 - lambda);
        var power = Math.Abs(exponent) < Nothing ? Math.Log(size) : (Math.Pow(size, exponent) - 1) / exponent;
        return value >= 0 ? power : -power;
    }
}
