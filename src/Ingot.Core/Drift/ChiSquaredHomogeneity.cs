namespace Ingot.Core.Drift;

/// <summary>
/// Pearson's chi-squared test of homogeneity (K. Pearson, 1900), and J. Cohen's effect w ("Statistical Power Analysis for the Behavioral
/// Sciences", 1988): the root of the sum of (q - p)^2 over the pooled shares. Cramér's V is w times the root of nm over n + m, and so tells of the sizes of
/// the samples too: of 10,000 rows beside 10,000,000 it is never above 0.03, which is why it is not the effect here.
/// </summary>
internal static class ChiSquaredHomogeneity
{
    public static DriftEstimate Estimate(CellTable all, double confidence)
    {
        var cells = all.Pooled();
        var count = cells.Reference.Length;
        var (byReference, byCurrent) = (new double[count], new double[count]);
        var part = cells.ReferenceRows / (cells.ReferenceRows + cells.CurrentRows);
        double squares = 0;
        for (var i = 0; i < count; i++)
        {
            var (p, q) = (cells.ReferenceShare(i), cells.CurrentShare(i));
            var pooled = (part * p) + ((1 - part) * q);
            var ratio = (q - p) / pooled;
            squares += (q - p) * ratio;
            byReference[i] = (-2 * ratio) - (part * ratio * ratio);
            byCurrent[i] = (2 * ratio) - ((1 - part) * ratio * ratio);
        }

        var (effect, low, high, pValue) = ChiSquaredLimit.Of(cells, squares, (byReference, byCurrent), confidence);
        return new DriftEstimate(
            Math.Sqrt(squares), Math.Sqrt(effect), Math.Sqrt(low), Math.Sqrt(high), pValue, $"noncentral chi-squared, {count} cells");
    }
}
