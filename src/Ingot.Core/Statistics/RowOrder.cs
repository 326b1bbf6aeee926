namespace Ingot.Core.Statistics;

/// <summary>Orders rows by their scores, for sums over them.</summary>
internal static class RowOrder
{
    /// <summary>Sorts scores from the least to the greatest.</summary>
    /// <param name="scores">A score per row; they are sorted where they are.</param>
    /// <param name="weights">The weight of each row.</param>
    /// <returns>The row of each place.</returns>
    public static int[] Of(double[] scores, ReadOnlySpan<double> weights)
    {
        // Rows of one score come in another order by the one way than by the other. Sums of ones do not depend on it; of other weights the last digit does.
        if (weights.ContainsAnyExcept(1.0))
        {
            int[] order = [.. Enumerable.Range(0, scores.Length)];
            Array.Sort(scores, order);
            return order;
        }

        return NumberSort.Order(scores);
    }
}
