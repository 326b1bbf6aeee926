namespace Ingot.Core.Drift;

/// <summary>
/// The population stability index, sum of (q - p) ln(q / p) over the cells (N. Siddiqi, "Credit Risk Scorecards", 2006), which is
/// Jeffreys' divergence.
/// </summary>
internal static class PopulationStability
{
    /// <summary>
    /// So many rows are added to every cell on both sides, so that an empty one has a logarithm: the prior of H. Jeffreys (1946). Without
    /// any the index of an empty cell is infinite.
    /// </summary>
    public const double Smoothing = 0.5;

    public static DriftEstimate Estimate(CellTable all, double confidence)
    {
        var cells = all.Pooled();
        var count = cells.Reference.Length;
        var (byReference, byCurrent) = (new double[count], new double[count]);
        double index = 0;
        for (var i = 0; i < count; i++)
        {
            var p = (cells.Reference[i] + Smoothing) / (cells.ReferenceRows + (Smoothing * count));
            var q = (cells.Current[i] + Smoothing) / (cells.CurrentRows + (Smoothing * count));
            var log = Math.Log(q / p);
            index += (q - p) * log;
            byReference[i] = -log - (q / p) + 1;
            byCurrent[i] = log + 1 - (p / q);
        }

        var (effect, low, high, pValue) = ChiSquaredLimit.Of(cells, index, (byReference, byCurrent), confidence);
        return new DriftEstimate(index, effect, low, high, pValue, $"chi-squared limit, {count} cells");
    }
}
