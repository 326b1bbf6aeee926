namespace Ingot.Training.Linear;

/// <summary>
/// Linear regression with L1 (lasso, elastic net): one weight after the other is given its best value (J. Friedman, T. Hastie, R. Tibshirani, "Regularization paths for generalized linear models via
/// coordinate descent", Journal of Statistical Software 33, 2010); those that are 0 are asked for now and then only.
/// </summary>
internal sealed class CoordinateDescent
{
    private readonly FeatureColumns _columns;
    private readonly LinearRows _rows;
    private readonly double _l1;
    private readonly double _l2;
    private readonly double[] _variances;
    private readonly double[] _weights;

    // What is left of each label is this and the offset: features are taken off as they are, and their means all at once.
    private readonly double[] _left;
    private double _offset;

    private CoordinateDescent(LinearRows rows, double l1, double l2)
    {
        (_rows, _l1, _l2, _columns) = (rows, l1, l2, FeatureColumns.Of(rows.Features));
        (_variances, _weights, _left) = (rows.Variances(), new double[rows.Width], [.. rows.Labels]);
    }

    /// <summary>The weights, and whether they are as near as was asked for.</summary>
    public static (double[] Weights, bool IsDone) Solve(LinearRows rows, double l1, double l2, LinearEnds ends, CancellationToken cancellation)
    {
        var descent = new CoordinateDescent(rows, l1, l2);
        for (var passes = 0; passes < ends.Iterations;)
        {
            passes++;
            if (descent.Pass(all: true, cancellation) <= ends.Tolerance)
            {
                return (descent._weights, true);
            }

            while (passes < ends.Iterations && descent.Pass(all: false, cancellation) > ends.Tolerance)
            {
                passes++;
            }
        }

        return (descent._weights, false);
    }

    /// <summary>Gives each weight, or each that is not 0, its best value; and says by how much the labels that are predicted moved at most, in standard deviations.</summary>
    private double Pass(bool all, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var most = 0.0;
        for (var f = 0; f < _weights.Length; f++)
        {
            // A feature of one value tells nothing.
            if ((!all && _weights[f] == 0) || _variances[f] <= 0)
            {
                continue;
            }

            var towards = _columns.Sum(f, _rows.Shares, _left) + (_offset * _rows.Means[f]) + (_variances[f] * _weights[f]);
            var best = Math.Sign(towards) * Math.Max(0, Math.Abs(towards) - _l1) / (_variances[f] + _l2);
            var step = best - _weights[f];
            if (step == 0)
            {
                continue;
            }

            _columns.Add(f, -step, _left);
            _offset += step * _rows.Means[f];
            _weights[f] = best;
            most = Math.Max(most, Math.Abs(step) * Math.Sqrt(_variances[f]));
        }

        return most;
    }
}
