namespace Ingot.Training.Linear;

/// <summary>
/// The ridge regression of many features, which are 0 mostly: conjugate gradients (M. R. Hestenes, E. Stiefel, 1952) on the normal equations, whose matrix is never made, each feature in units of its
/// own variance.
/// </summary>
internal static class ConjugateGradients
{
    /// <summary>The weights, and whether they are as near as was asked for.</summary>
    public static (double[] Weights, bool IsDone) Solve(LinearRows rows, double l2, LinearEnds ends, CancellationToken cancellation)
    {
        var scale = Array.ConvertAll(rows.Variances(), v => 1 / (v + l2));
        var weights = new double[rows.Width];
        var residual = rows.TransposedTimes(rows.Labels);
        var scaled = Product(scale, residual);
        var direction = scaled;
        var length = Dot(residual, scaled);
        var least = length * ends.Tolerance * ends.Tolerance;
        for (var i = 0; i < ends.Iterations && length > least; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var image = Sum(rows.TransposedTimes(rows.Times(direction)), l2, direction);
            var step = length / Dot(direction, image);
            weights = Sum(weights, step, direction);
            residual = Sum(residual, -step, image);
            scaled = Product(scale, residual);
            var next = Dot(residual, scaled);
            direction = Sum(scaled, next / length, direction);
            length = next;
        }

        return (weights, length <= least);
    }

    private static double[] Product(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x * y)];

    private static double[] Sum(double[] a, double factor, double[] b) => [.. a.Zip(b, (x, y) => x + (factor * y))];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
