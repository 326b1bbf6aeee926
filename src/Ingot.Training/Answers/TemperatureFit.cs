namespace Ingot.Training.Answers;

/// <summary>
/// Finds the number that log odds are divided by for the least log loss (C. Guo, G. Pleiss, Y. Sun, K. Weinberger, "On calibration of modern neural networks", ICML 2017).
/// The loss is convex in its inverse, whose derivative is followed to 0 by halving.
/// </summary>
internal static class TemperatureFit
{
    private const int Halvings = 200;
    private const double Coldest = 1e-3;
    private const double Hottest = 1e3;

    /// <summary>Fits.</summary>
    /// <param name="logits">Row by row; one number a row is the log odds of two classes.</param>
    /// <param name="classes">The class of each row.</param>
    /// <param name="weights">How much it counts, 0 or more.</param>
    /// <returns>The temperature; NaN where none between 0.001 and 1,000 is the best: the rows are told apart without a fault, or not at all.</returns>
    public static double Of(double[] logits, int[] classes, double[] weights)
    {
        var outputs = logits.Length / classes.Length;
        var (low, high) = (1 / Hottest, 1 / Coldest);
        if (!(Derivative(low) < 0) || !(Derivative(high) > 0))
        {
            return double.NaN;
        }

        for (var step = 0; step < Halvings && low < high; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = Derivative(middle) < 0 ? (middle, high) : (low, middle);
        }

        return 2 / (low + high);

        // Of -log softmax(b z): the expected z less the z of the class.
        double Derivative(double inverse)
        {
            var sum = 0.0;
            for (var row = 0; row < classes.Length; row++)
            {
                var z = logits.AsSpan(row * outputs, outputs);
                sum += weights[row] * (outputs == 1 ? Binary(inverse, z[0], classes[row]) : Several(inverse, z, classes[row]));
            }

            return sum;
        }
    }

    private static double Binary(double inverse, double odds, int label) => odds * ((1 / (1 + Math.Exp(-inverse * odds))) - label);

    private static double Several(double inverse, ReadOnlySpan<double> z, int label)
    {
        var greatest = double.NegativeInfinity;
        foreach (var value in z)
        {
            greatest = Math.Max(greatest, value);
        }

        var (sum, expected) = (0.0, 0.0);
        foreach (var value in z)
        {
            var share = Math.Exp(inverse * (value - greatest));
            sum += share;
            expected += share * value;
        }

        return (expected / sum) - z[label];
    }
}
