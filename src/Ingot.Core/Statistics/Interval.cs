using MathNet.Numerics.Distributions;

namespace Ingot.Core.Statistics;

/// <summary>An estimate with its uncertainty; NaN where it is undefined.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end of the 95 % interval.</param>
public readonly record struct Interval(double Value, double StandardError, double Low, double High)
{
    /// <summary>The 97.5 % quantile of the standard normal distribution.</summary>
    public const double Z = 1.959963984540054;

    /// <summary>Value plus and minus z standard errors.</summary>
    public static Interval Normal(double value, double standardError) =>
        new(value, standardError, value - (Z * standardError), value + (Z * standardError));

    /// <summary>The same with its ends inside what the estimate can be.</summary>
    /// <param name="least">The least possible value.</param>
    /// <param name="greatest">The greatest possible value.</param>
    public Interval Within(double least, double greatest) =>
        this with { Low = Math.Max(least, Low), High = Math.Min(greatest, High) };

    /// <summary>
    /// A share with Wilson's score interval (E. B. Wilson, "Probable inference, the law of succession, and statistical
    /// inference", JASA 22, 1927).
    /// </summary>
    /// <param name="successes">Number, or sum of weights, of successes.</param>
    /// <param name="trials">Number, or sum of weights, of trials.</param>
    /// <param name="effective">The effective number of trials: (sum of weights)^2 / sum of squared weights; the number without weights.</param>
    public static Interval Wilson(double successes, double trials, double effective)
    {
        if (!(trials > 0))
        {
            return new Interval(double.NaN, double.NaN, double.NaN, double.NaN);
        }

        var p = successes / trials;
        var z2 = Z * Z / effective;
        var centre = (p + (z2 / 2)) / (1 + z2);
        var half = Z * Math.Sqrt((p * (1 - p) / effective) + (z2 / (4 * effective))) / (1 + z2);
        return new Interval(p, Math.Sqrt(p * (1 - p) / effective), Math.Max(0, centre - half), Math.Min(1, centre + half));
    }

    /// <summary>
    /// A weighted mean with the normal interval of its standard error, in which each row of a weight above 0 is one
    /// observation, however much it weighs.
    /// </summary>
    public static Interval Mean(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        double sum = 0, total = 0, n = 0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += weights[i] * values[i];
            total += weights[i];
            n += weights[i] > 0 ? 1 : 0;
        }

        var mean = sum / total;
        double squares = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var d = weights[i] * (values[i] - mean);
            squares += d * d;
        }

        var correction = n > 1 ? n / (n - 1) : double.NaN;
        return Normal(mean, Math.Sqrt(squares * correction) / total);
    }

    /// <summary>
    /// The mean over the folds of a cross-validation with Student's interval. The folds learned from nearly the same rows, so their values are not independent: the
    /// variance of their mean is taken as (1/n + test/training) times the variance of a value (C. Nadeau, Y. Bengio, "Inference for the generalization error",
    /// Machine Learning 52, 2003). NaN at its ends for fewer than two values.
    /// </summary>
    /// <param name="values">One value per fold.</param>
    /// <param name="testPerTraining">How many rows a fold has for each row that is learned from, 0.25 for five folds.</param>
    public static Interval OfFolds(IReadOnlyList<double> values, double testPerTraining)
    {
        var n = values.Count;
        if (n < 2)
        {
            return new Interval(n == 1 ? values[0] : double.NaN, double.NaN, double.NaN, double.NaN);
        }

        var mean = values.Average();
        var error = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (n - 1) * ((1.0 / n) + testPerTraining));
        var half = StudentT.InvCDF(0, 1, n - 1, 0.975) * error;
        return new Interval(mean, error, mean - half, mean + half);
    }

    /// <summary>
    /// The mean of a few repeats of the same measurement with Student's interval ("The probable error of a mean", Biometrika 6,
    /// 1908); NaN at its ends for fewer than two.
    /// </summary>
    /// <param name="values">One value per repeat.</param>
    public static Interval OfRepeats(IReadOnlyList<double> values)
    {
        var n = values.Count;
        var mean = values.Average();
        if (n < 2)
        {
            return new Interval(mean, double.NaN, double.NaN, double.NaN);
        }

        var error = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (n - 1) / n);
        var half = StudentT.InvCDF(0, 1, n - 1, 0.975) * error;
        return new Interval(mean, error, mean - half, mean + half);
    }
}
