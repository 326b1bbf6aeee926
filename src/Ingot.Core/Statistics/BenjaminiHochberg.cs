namespace Ingot.Core.Statistics;

/// <summary>
/// The correction of Y. Benjamini and Y. Hochberg ("Controlling the false discovery rate", Journal of the Royal Statistical Society B 57,
/// 1995): of the hypotheses that are rejected, the expected share of true ones is at most alpha, where the tests are independent or depend
/// on each other positively.
/// </summary>
public static class BenjaminiHochberg
{
    /// <summary>The adjusted p-values, in the order given: a hypothesis is rejected where it is at most alpha.</summary>
    /// <param name="pValues">P-values of one family.</param>
    public static double[] Adjust(IReadOnlyList<double> pValues)
    {
        var order = Enumerable.Range(0, pValues.Count).OrderBy(i => pValues[i]).ToArray();
        var adjusted = new double[pValues.Count];
        var least = 1.0;
        for (var k = order.Length - 1; k >= 0; k--)
        {
            least = Math.Min(least, pValues[order[k]] * order.Length / (k + 1));
            adjusted[order[k]] = least;
        }

        return adjusted;
    }
}
