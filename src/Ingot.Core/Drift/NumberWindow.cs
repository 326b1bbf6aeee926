namespace Ingot.Core.Drift;

/// <summary>
/// The current values of a column of numbers, counted against its reference: which are equal to a value of the reference, and which lie
/// between two of them and where there on average. That gives the distribution functions of both at every value of the reference exactly.
/// </summary>
/// <remarks>
/// Everything is counted in whole numbers, so that neither the order of the values nor how they were divided and merged changes a bit of
/// the result. Its memory does not grow with the rows (24 bytes a distinct value of the reference). One thread at a time.
/// </remarks>
public sealed class NumberWindow
{
    /// <summary>Positions in a gap are counted in units of its width over this; 2,000,000,000 rows fit into one gap.</summary>
    internal const double PositionScale = 1L << 32;

    private readonly double[] _knots;

    // 1 / the width of the gap before each knot; 0 before the first.
    private readonly double[] _inverseWidths;

    /// <summary>Starts without a row.</summary>
    /// <param name="reference">What is compared with.</param>
    public NumberWindow(NumberReference reference)
    {
        Reference = reference;
        _knots = reference.Knots;
        _inverseWidths = new double[_knots.Length];
        for (var i = 1; i < _knots.Length; i++)
        {
            var inverse = 1 / (_knots[i] - _knots[i - 1]);
            _inverseWidths[i] = double.IsFinite(inverse) ? inverse : 0;
        }

        Cells = new long[(2 * _knots.Length) + 1];
        Positions = new long[_knots.Length + 1];
    }

    /// <summary>What is compared with.</summary>
    public NumberReference Reference { get; }

    /// <summary>Number of rows with a value, infinities among them.</summary>
    public long Rows => Finite + NegativeInfinite + PositiveInfinite;

    /// <summary>Number of rows without a value.</summary>
    public long Missing { get; private set; }

    internal long Finite { get; private set; }

    internal long NegativeInfinite { get; private set; }

    internal long PositiveInfinite { get; private set; }

    /// <summary>Counts by place: at 2i those between knot i - 1 and knot i (open), at 2i + 1 those equal to knot i.</summary>
    internal long[] Cells { get; }

    /// <summary>The sum of the positions between knot i - 1 and knot i, from 0 to <see cref="PositionScale"/> each.</summary>
    internal long[] Positions { get; }

    /// <summary>Counts values.</summary>
    /// <param name="values">The values; NaN is missing.</param>
    public void Add(ReadOnlySpan<double> values)
    {
        var knots = _knots;
        var i = 0;
        if (knots.Length > 0)
        {
            // Four searches side by side: each step waits for memory, not for the other three.
            for (; i + 4 <= values.Length; i += 4)
            {
                var (v0, v1, v2, v3) = (values[i], values[i + 1], values[i + 2], values[i + 3]);
                int a0 = 0, a1 = 0, a2 = 0, a3 = 0;
                for (var n = knots.Length; n > 1;)
                {
                    // Without branches, which random values would mispredict at every other step.
                    var half = n >> 1;
                    a0 += (knots[a0 + half - 1] < v0 ? 1 : 0) * half;
                    a1 += (knots[a1 + half - 1] < v1 ? 1 : 0) * half;
                    a2 += (knots[a2 + half - 1] < v2 ? 1 : 0) * half;
                    a3 += (knots[a3 + half - 1] < v3 ? 1 : 0) * half;
                    n -= half;
                }

                Count(v0, a0, 1);
                Count(v1, a1, 1);
                Count(v2, a2, 1);
                Count(v3, a3, 1);
            }
        }

        for (; i < values.Length; i++)
        {
            Add(values[i]);
        }
    }

    /// <summary>Counts a value that occurs several times.</summary>
    /// <param name="value">The value; NaN is missing.</param>
    /// <param name="count">How often.</param>
    public void Add(double value, long count = 1)
    {
        var at = 0;
        for (var n = _knots.Length; n > 1;)
        {
            var half = n >> 1;
            at += (_knots[at + half - 1] < value ? 1 : 0) * half;
            n -= half;
        }

        Count(value, at, count);
    }

    /// <summary>Adds what another one has counted, of other rows against the same reference.</summary>
    /// <param name="other">The other one.</param>
    /// <exception cref="ArgumentException">It has another reference.</exception>
    public void Merge(NumberWindow other)
    {
        if (!ReferenceEquals(Reference, other.Reference))
        {
            throw new ArgumentException("Only what is counted against the same reference can be merged.", nameof(other));
        }

        Missing += other.Missing;
        Finite += other.Finite;
        NegativeInfinite += other.NegativeInfinite;
        PositiveInfinite += other.PositiveInfinite;
        for (var i = 0; i < Cells.Length; i++)
        {
            Cells[i] += other.Cells[i];
        }

        for (var i = 0; i < Positions.Length; i++)
        {
            Positions[i] += other.Positions[i];
        }
    }

    // At is the last knot that can be the first one not below the value.
    private void Count(double value, int at, long count)
    {
        if (!double.IsFinite(value))
        {
            CountOther(value, count);
            return;
        }

        Finite += count;
        if (_knots.Length == 0)
        {
            Cells[0] += count;
            return;
        }

        at += _knots[at] < value ? 1 : 0;
        if (at < _knots.Length && _knots[at] == value)
        {
            Cells[(2 * at) + 1] += count;
            return;
        }

        Cells[2 * at] += count;
        if (at > 0 && at < _knots.Length)
        {
            Positions[at] += (long)(Math.Min(1, (value - _knots[at - 1]) * _inverseWidths[at]) * PositionScale) * count;
        }
    }

    private void CountOther(double value, long count)
    {
        if (double.IsNaN(value))
        {
            Missing += count;
        }
        else if (value < 0)
        {
            NegativeInfinite += count;
        }
        else
        {
            PositiveInfinite += count;
        }
    }
}
