namespace Ingot.Core.Statistics;

/// <summary>
/// Holm's correction (S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of
/// Statistics 6, 1979): of a family of true hypotheses none is rejected with probability 1 - alpha at least, however the
/// tests depend on each other.
/// </summary>
public static class Holm
{
    /// <summary>The adjusted p-values, in the order given: a hypothesis is rejected where it is at most alpha.</summary>
    /// <param name="pValues">P-values of one family.</param>
    public static double[] Adjust(IReadOnlyList<double> pValues)
    {
        var order = Enumerable.Range(0, pValues.Count).OrderBy(i => pValues[i]).ToArray();
        var adjusted = new double[pValues.Count];
        var greatest = 0.0;
        for (var k = 0; k < order.Length; k++)
        {
            greatest = Math.Max(greatest, Math.Min(1, (order.Length - k) * pValues[order[k]]));
            adjusted[order[k]] = greatest;
        }

        return adjusted;
    }
}
