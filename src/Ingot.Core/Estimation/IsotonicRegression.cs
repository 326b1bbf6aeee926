namespace Ingot.Core.Estimation;

/// <summary>
/// The ascending function that is nearest to given points in weighted squares, by pooling adjacent violators (R. E. Barlow,
/// D. J. Bartholomew, J. M. Bremner, H. D. Brunk, "Statistical inference under order restrictions", 1972), as scikit-learn's
/// <c>IsotonicRegression(out_of_bounds="clip")</c>: points of the same place are one point, their mean; between two blocks the
/// function is a straight line; beyond the first and the last it stays as it is there.
/// </summary>
public sealed class IsotonicRegression
{
    private readonly IsotonicBlock[] _blocks;
    private readonly double[] _lows;

    private IsotonicRegression(IsotonicBlock[] blocks)
    {
        _blocks = blocks;
        _lows = Array.ConvertAll(blocks, b => b.Low);
    }

    /// <summary>The stretches over which the function is constant, ascending; empty when no row had a weight.</summary>
    public IReadOnlyList<IsotonicBlock> Blocks => _blocks;

    /// <summary>Fits the function.</summary>
    /// <param name="places">Where each point is.</param>
    /// <param name="values">What it is there.</param>
    /// <param name="weights">How much it counts; a point of weight 0 does not.</param>
    /// <exception cref="ArgumentException">A place or a value is not a finite number, or the three are not equally long.</exception>
    public static IsotonicRegression Fit(ReadOnlySpan<double> places, ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        if (places.Length != values.Length || places.Length != weights.Length)
        {
            throw new ArgumentException("Each point has a place, a value and a weight.", nameof(places));
        }

        var keys = places.ToArray();
        var order = new int[keys.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
            if (!double.IsFinite(places[i]) || !double.IsFinite(values[i]))
            {
                throw new ArgumentException($"Point {i} is at {places[i]} and has the value {values[i]}: both must be finite.", nameof(places));
            }
        }

        Array.Sort(keys, order);
        var pooled = new List<Pool>();
        for (var start = 0; start < keys.Length;)
        {
            var point = new Pool(keys[start]);
            for (; start < keys.Length && keys[start] == point.Low; start++)
            {
                point.Add(values[order[start]], weights[order[start]]);
            }

            if (point.Weight > 0)
            {
                while (pooled.Count > 0 && pooled[^1].Mean >= point.Mean)
                {
                    point.Join(pooled[^1]);
                    pooled.RemoveAt(pooled.Count - 1);
                }

                pooled.Add(point);
            }
        }

        return new IsotonicRegression([.. pooled.Select(p => p.ToBlock())]);
    }

    /// <summary>The function's value; NaN for NaN, and where nothing was fitted.</summary>
    public double At(double place)
    {
        if (double.IsNaN(place) || _blocks.Length == 0)
        {
            return double.NaN;
        }

        var (lower, upper, share) = Locate(place);
        return _blocks[lower].Value + (share * (_blocks[upper].Value - _blocks[lower].Value));
    }

    /// <summary>Where a number lies among the blocks; there is at least one.</summary>
    /// <param name="place">Not NaN.</param>
    public IsotonicPlace Locate(double place)
    {
        var found = Array.BinarySearch(_lows, place);
        var lower = Math.Max(0, found >= 0 ? found : ~found - 1);
        if (lower == _blocks.Length - 1 || place <= _blocks[lower].High)
        {
            return new IsotonicPlace(lower, lower, 0);
        }

        var (from, to) = (_blocks[lower].High, _blocks[lower + 1].Low);
        return new IsotonicPlace(lower, lower + 1, (place - from) / (to - from));
    }

    private sealed class Pool(double place)
    {
        private double _sum;
        private double _squaredWeights;

        public double Low { get; private set; } = place;

        public double Weight { get; private set; }

        public double Mean => _sum / Weight;

        private double High { get; } = place;

        public void Add(double value, double weight)
        {
            _sum += weight * value;
            Weight += weight;
            _squaredWeights += weight * weight;
        }

        /// <summary>Takes in the pool below.</summary>
        public void Join(Pool below)
        {
            Low = below.Low;
            _sum += below._sum;
            Weight += below.Weight;
            _squaredWeights += below._squaredWeights;
        }

        public IsotonicBlock ToBlock() => new(Low, High, Mean, Weight, Weight * Weight / _squaredWeights);
    }
}
