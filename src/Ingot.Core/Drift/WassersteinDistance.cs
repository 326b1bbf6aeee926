namespace Ingot.Core.Drift;

/// <summary>
/// The first Wasserstein distance of two samples, in the column's own unit: the area between the two distribution functions (S. S. Vallender,
/// "Calculation of the Wasserstein distance between probability distributions on the line", Theory of Probability and its Applications 18, 1974).
/// </summary>
/// <remarks>
/// Between two knots the reference's function is constant and the window's is known by its ends and its mean position. The area is exact
/// unless the two cross in between; then it lies between two values, whose middle is taken, and half of whose difference is the error.
/// </remarks>
internal static class WassersteinDistance
{
    /// <summary>The distance of the finite values, and how far from the true one of the samples it can be.</summary>
    public static (double Distance, double Error) Of(NumberWindow window)
    {
        var reference = window.Reference;
        var knots = reference.Knots;
        double n = reference.Finite, m = window.Finite, area = 0, error = 0;
        long below = 0, belowCurrent = 0;
        for (var i = 0; i < knots.Length; i++)
        {
            var between = window.Cells[2 * i];
            if (i > 0)
            {
                var width = knots[i] - knots[i - 1];
                var from = (belowCurrent / m) - (below / n);
                var to = ((belowCurrent + between) / m) - (below / n);
                var position = between == 0 ? 1 : window.Positions[i] / (NumberWindow.PositionScale * between);
                var net = Math.Abs((from * position) + (to * (1 - position)));
                var step = (Math.Abs(from) * position) + (Math.Abs(to) * (1 - position));

                // One value, or no crossing: the function is a step, or its sign is the same all the way.
                var half = between > 1 && from < 0 && to > 0 ? (step - net) / 2 : 0;
                area += width * (step - half);
                error += width * half;
            }

            belowCurrent += between + window.Cells[(2 * i) + 1];
            below += reference.KnotCounts[i];
        }

        return (area, error);
    }
}
