namespace Ingot.Core.Slices;

/// <summary>Sums over the rows of a slice from which the mean loss and its error follow. Sums of disjoint slices add up.</summary>
internal struct LossSums : IEquatable<LossSums>
{
    private double _weights;
    private double _losses;
    private double _squaredWeights;
    private double _squaredWeightedLosses;
    private double _crossed;

    /// <summary>Number of rows that weigh something.</summary>
    public double Rows { get; private set; }

    /// <summary>The weighted mean loss.</summary>
    public readonly double Mean => _losses / _weights;

    /// <summary>
    /// The variance of the mean, in which each row is one observation, however much it weighs; as
    /// <see cref="Statistics.Interval.Mean"/> has it.
    /// </summary>
    public readonly double VarianceOfMean
    {
        get
        {
            var mean = Mean;
            var squares = _squaredWeightedLosses - (2 * mean * _crossed) + (mean * mean * _squaredWeights);
            return Rows > 1 ? Math.Max(0, squares) * Rows / (Rows - 1) / (_weights * _weights) : double.NaN;
        }
    }

    /// <summary>Adds a row.</summary>
    public void Add(double loss, double weight)
    {
        var weighted = loss * weight;
        Rows += weight > 0 ? 1 : 0;
        _weights += weight;
        _losses += weighted;
        _squaredWeights += weight * weight;
        _squaredWeightedLosses += weighted * weighted;
        _crossed += weighted * weight;
    }

    /// <summary>The rows of this one that are not in another, which is a part of it.</summary>
    public readonly LossSums Without(in LossSums part) => new()
    {
        Rows = Rows - part.Rows,
        _weights = _weights - part._weights,
        _losses = _losses - part._losses,
        _squaredWeights = _squaredWeights - part._squaredWeights,
        _squaredWeightedLosses = _squaredWeightedLosses - part._squaredWeightedLosses,
        _crossed = _crossed - part._crossed,
    };

    /// <inheritdoc />
    public readonly bool Equals(LossSums other) =>
        Rows == other.Rows && _weights == other._weights && _losses == other._losses
        && _squaredWeightedLosses == other._squaredWeightedLosses && _crossed == other._crossed;

    /// <inheritdoc />
    public override readonly bool Equals(object? obj) => obj is LossSums other && Equals(other);

    /// <inheritdoc />
    public override readonly int GetHashCode() => HashCode.Combine(Rows, _losses, _squaredWeightedLosses);
}
