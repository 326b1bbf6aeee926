namespace Ingot.Core.Drift;

/// <summary>
/// The reference sample of a column of numbers: its sorted distinct values with how often each occurs. Current values are counted
/// against it by a <see cref="NumberWindow"/>.
/// </summary>
/// <remarks>
/// NaN is a missing value and counted apart. Infinities are values: they are the ends of the distribution, but have no distance from
/// anything, so that the Wasserstein distance is of the finite values.
/// </remarks>
public sealed class NumberReference
{
    // A gap between two values is no wider than this part of the range: the Wasserstein distance is exact but for gaps in which the
    // distribution functions cross.
    private const int Subdivisions = 1024;

    // Beyond both ends of the range: so many knots in the width of one more range, and then one at each doubling.
    private const int OuterKnots = 32;
    private const int OuterDoublings = 32;

    private NumberReference(double[] sorted, long missing, long negativeInfinite, long positiveInfinite)
    {
        (Missing, NegativeInfinite, PositiveInfinite, Finite) = (missing, negativeInfinite, positiveInfinite, sorted.Length);
        (Values, Counts) = Distinct(sorted);
        (Mean, StandardDeviation) = Moments(Values, Counts, Finite);
        (Knots, KnotCounts) = WithKnots(Values, Counts);
    }

    /// <summary>The distinct finite values, ascending.</summary>
    public double[] Values { get; }

    /// <summary>How often each of them occurs.</summary>
    public long[] Counts { get; }

    /// <summary>Number of rows with a value, infinities among them.</summary>
    public long Rows => Finite + NegativeInfinite + PositiveInfinite;

    /// <summary>Number of rows without a value.</summary>
    public long Missing { get; }

    /// <summary>Number of distinct values; each infinity is one.</summary>
    public int DistinctValues => Values.Length + (NegativeInfinite > 0 ? 1 : 0) + (PositiveInfinite > 0 ? 1 : 0);

    /// <summary>The mean of the finite values; NaN when there is none.</summary>
    public double Mean { get; }

    /// <summary>The standard deviation of the finite values, over n as NumPy's; NaN when there is none, infinite when it is beyond a double.</summary>
    public double StandardDeviation { get; }

    /// <summary>Number of rows with a finite value.</summary>
    internal long Finite { get; }

    internal long NegativeInfinite { get; }

    internal long PositiveInfinite { get; }

    /// <summary>The distinct values and, where they are far apart and beyond their ends, points without a value.</summary>
    internal double[] Knots { get; }

    internal long[] KnotCounts { get; }

    /// <summary>The reference of a column of numbers.</summary>
    /// <param name="values">The values, in any order; NaN is missing.</param>
    public static NumberReference Of(ReadOnlySpan<double> values)
    {
        long missing = 0, negative = 0, positive = 0;
        var finite = new double[values.Length];
        var n = 0;
        foreach (var value in values)
        {
            if (double.IsFinite(value))
            {
                finite[n++] = value;
            }
            else if (double.IsNaN(value))
            {
                missing++;
            }
            else if (value < 0)
            {
                negative++;
            }
            else
            {
                positive++;
            }
        }

        Array.Resize(ref finite, n);
        Array.Sort(finite);
        return new NumberReference(finite, missing, negative, positive);
    }

    /// <summary>The reference of a column of dates: microseconds since 1970, see <see cref="DriftValues"/>.</summary>
    /// <param name="values">The dates; null is missing.</param>
    public static NumberReference OfDates(ReadOnlySpan<DateTime?> values)
    {
        var numbers = new double[values.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = DriftValues.Number(values[i]);
        }

        return Of(numbers);
    }

    /// <summary>The reference's own rows with a value, sorted.</summary>
    internal double[] Expand()
    {
        var rows = new double[Rows];
        Array.Fill(rows, double.NegativeInfinity, 0, (int)NegativeInfinite);
        var at = (int)NegativeInfinite;
        for (var i = 0; i < Values.Length; i++)
        {
            Array.Fill(rows, Values[i], at, (int)Counts[i]);
            at += (int)Counts[i];
        }

        Array.Fill(rows, double.PositiveInfinity, at, (int)PositiveInfinite);
        return rows;
    }

    private static (double[] Values, long[] Counts) Distinct(double[] sorted)
    {
        var values = new List<double>();
        var counts = new List<long>();
        foreach (var value in sorted)
        {
            if (values.Count > 0 && values[^1] == value)
            {
                counts[^1]++;
            }
            else
            {
                values.Add(value);
                counts.Add(1);
            }
        }

        return ([.. values], [.. counts]);
    }

    private static (double Mean, double StandardDeviation) Moments(double[] values, long[] counts, long rows)
    {
        double mean = 0, squares = 0;
        for (var i = 0; i < values.Length; i++)
        {
            mean += values[i] / rows * counts[i];
        }

        for (var i = 0; i < values.Length; i++)
        {
            squares += (values[i] - mean) * (values[i] - mean) * counts[i] / rows;
        }

        return rows == 0 ? (double.NaN, double.NaN) : (mean, values.Length == 1 ? 0 : Math.Sqrt(squares));
    }

    private static (double[] Knots, long[] Counts) WithKnots(double[] values, long[] counts)
    {
        if (values.Length == 0 || !double.IsFinite(values[^1] - values[0]))
        {
            return (values, counts);
        }

        var between = Between(values);
        var knots = new List<double>(values.Length + between.Count);
        var knotCounts = new List<long>(knots.Capacity);
        int value = 0, other = 0;
        while (value < values.Length || other < between.Count)
        {
            var isValue = other == between.Count || (value < values.Length && values[value] <= between[other]);
            var knot = isValue ? values[value] : between[other];
            if (knots.Count == 0 || knot > knots[^1])
            {
                knots.Add(knot);
                knotCounts.Add(isValue ? counts[value] : 0);
            }

            (value, other) = isValue ? (value + 1, other) : (value, other + 1);
        }

        return ([.. knots], [.. knotCounts]);
    }

    /// <summary>Points between values that are far apart, and beyond the ends, ascending; rounded, some may be alike or be a value.</summary>
    private static List<double> Between(double[] values)
    {
        var range = values[^1] - values[0];
        var points = new List<double>();
        for (var i = 1; i < values.Length; i++)
        {
            var width = values[i] - values[i - 1];
            var parts = Math.Ceiling(width / range * Subdivisions);
            for (var part = 1; part < parts; part++)
            {
                points.Add(values[i - 1] + (width * (part / parts)));
            }
        }

        // Of one value only there is no range; any width will do, and the value's own is of the right order.
        var unit = range > 0 ? range : Math.Max(Math.Abs(values[0]), 1);
        foreach (var distance in Enumerable.Range(1, OuterKnots).Select(i => unit * ((double)i / OuterKnots))
            .Concat(Enumerable.Range(1, OuterDoublings).Select(i => Math.ScaleB(unit, i))))
        {
            points.Add(values[0] - distance);
            points.Add(values[^1] + distance);
        }

        points.RemoveAll(p => !double.IsFinite(p));
        points.Sort();
        return points;
    }
}
