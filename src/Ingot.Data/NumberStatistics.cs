using System.Globalization;
using Ingot.Core.Statistics;

namespace Ingot.Data;

/// <summary>What is told of a column of numbers, to the last digit the same on every processor and with any number of threads.</summary>
/// <remarks>
/// DuckDB's own standard deviation and interpolated quantiles are not: a compiler may join a product and a sum into one operation, which rounds
/// once where two round twice, and for arm64 it does. Sums here go through the rows in their order, one operation at a time. Quantiles
/// interpolate linearly between order statistics (type 7 of Hyndman and Fan 1996, NumPy's default). The standard deviation is the
/// sample's, over n - 1, by the corrected two-pass algorithm (Chan, Golub and LeVeque 1983).
/// </remarks>
internal sealed record NumberStatistics
{
    /// <summary>Beyond, squares overflow: there is no mean, and no standard deviation.</summary>
    private const double Great = 1e150;

    private static readonly (string Name, double Share)[] Shares = [.. new[] { "0.01", "0.05", "0.25", "0.5", "0.75", "0.95", "0.99" }.Select(q => (q, double.Parse(q, CultureInfo.InvariantCulture)))];

    /// <summary>How many values there are.</summary>
    public required long Present { get; init; }

    /// <summary>How many different ones; zero has no sign.</summary>
    public required long Distinct { get; init; }

    /// <summary>Whether different values become equal, or overflow, in 32 bits.</summary>
    public required bool NeedsDoubles { get; init; }

    /// <summary>Whether no value has a fraction.</summary>
    public required bool AreWhole { get; init; }

    /// <summary>The least value, perhaps an infinite one; NaN: none.</summary>
    public required double Least { get; init; }

    /// <summary>The greatest value, perhaps an infinite one; NaN: none.</summary>
    public required double Greatest { get; init; }

    /// <summary>The least value; null: none, or it is infinite.</summary>
    public double? Min => Finite(Least);

    /// <summary>The greatest value; null: none, or it is infinite.</summary>
    public double? Max => Finite(Greatest);

    /// <summary>The mean; null: no value, or one beyond 1e150.</summary>
    public required double? Mean { get; init; }

    /// <summary>The sample's standard deviation; null as the mean is, and of one value.</summary>
    public required double? StandardDeviation { get; init; }

    /// <summary>Quantiles by their share.</summary>
    public required IReadOnlyDictionary<string, double?> Quantiles { get; init; }

    /// <summary>Looks at the values of a column.</summary>
    /// <param name="values">In the order of the rows, without missing ones and NaN; they are sorted.</param>
    public static NumberStatistics Of(Span<double> values)
    {
        var count = values.Length;
        var (min, max, areWhole) = Ends(values);
        var (mean, deviation) = Moments(values, min, max);
        NumberSort.Sort(values);
        var (distinct, folds) = (count > 0 ? 1L : 0, count > 0 && Overflows(values[^1], values[0]));
        for (var i = 1; i < count; i++)
        {
            if (values[i] > values[i - 1])
            {
                distinct++;
                folds |= (float)values[i] == (float)values[i - 1];
            }
        }

        var quantiles = new OrderedDictionary<string, double?>(Shares.Length);
        foreach (var (name, share) in Shares)
        {
            quantiles.Add(name, count > 0 ? Quantile(values, share) : null);
        }

        return new NumberStatistics
        {
            Present = count,
            Distinct = distinct,
            NeedsDoubles = folds,
            AreWhole = areWhole,
            Least = min,
            Greatest = max,
            Mean = mean,
            StandardDeviation = deviation,
            Quantiles = quantiles,
        };
    }

    private static (double Min, double Max, bool AreWhole) Ends(ReadOnlySpan<double> values)
    {
        var (min, max, areWhole) = (double.NaN, double.NaN, true);
        foreach (var value in values)
        {
            min = value >= min ? min : value;
            max = value <= max ? max : value;
            areWhole &= value == Math.Floor(value);
        }

        return (min, max, areWhole);
    }

    private static (double? Mean, double? Deviation) Moments(ReadOnlySpan<double> values, double min, double max)
    {
        var count = values.Length;
        if (count == 0 || Math.Abs(min) >= Great || Math.Abs(max) >= Great)
        {
            return (null, null);
        }

        if (min == max)
        {
            // The sum of equal values need not be their multiple.
            return (min, count > 1 ? 0 : null);
        }

        double sum = 0, squares = 0, rest = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        var mean = sum / count;
        foreach (var value in values)
        {
            var difference = value - mean;
            squares += difference * difference;
            rest += difference;
        }

        return (mean, Math.Sqrt(Math.Max(squares - (rest * rest / count), 0) / (count - 1)));
    }

    private static bool Overflows(double greatest, double least) =>
        (double.IsFinite(greatest) && float.IsInfinity((float)greatest)) || (double.IsFinite(least) && float.IsInfinity((float)least));

    private static double? Quantile(ReadOnlySpan<double> sorted, double share)
    {
        var place = (sorted.Length - 1) * share;
        var (low, high) = (sorted[(int)Math.Floor(place)], sorted[(int)Math.Ceiling(place)]);
        return Finite(low == high ? low : low + ((high - low) * (place - Math.Floor(place))));
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
