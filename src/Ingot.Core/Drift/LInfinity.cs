using Ingot.Core.Statistics;
using MathNet.Numerics.Distributions;

namespace Ingot.Core.Drift;

/// <summary>
/// The greatest difference of a share, over the cells; of two categories it is the difference of the two shares. Each cell has
/// R. G. Newcombe's interval; the lower end is the best that all of them prove together (C. E. Bonferroni, 1936), the upper end the worst
/// that any of them leaves open.
/// </summary>
internal static class LInfinity
{
    public static DriftEstimate Estimate(CellTable cells, double confidence)
    {
        var (n, m) = ((long)cells.ReferenceRows, (long)cells.CurrentRows);
        var used = Enumerable.Range(0, cells.Reference.Length).Where(i => cells.Reference[i] + cells.Current[i] > 0).ToArray();

        // Of two cells the one says what the other says.
        var comparisons = Math.Max(1, used.Length == 2 ? 1 : used.Length);
        var zAll = -Normal.InvCDF(0, 1, (1 - confidence) / 2 / comparisons);
        var zOne = -Normal.InvCDF(0, 1, (1 - confidence) / 2);
        double observed = 0, low = 0, high = 0, variance = 0, pValue = 1;
        foreach (var i in used)
        {
            var (a, b) = (cells.Reference[i], cells.Current[i]);
            var difference = Math.Abs(cells.CurrentShare(i) - cells.ReferenceShare(i));
            var (from, to) = TwoProportions.Newcombe(a, n, b, m, zAll);
            low = Math.Max(low, from > 0 ? from : to < 0 ? -to : 0);
            (from, to) = TwoProportions.Newcombe(a, n, b, m, zOne);
            high = Math.Max(high, Math.Max(-from, to));
            pValue = Math.Min(pValue, TwoProportions.PValue(a, n, b, m) * comparisons);
            if (difference > observed || (difference == observed && variance == 0))
            {
                var share = (double)(a + b) / (n + m);
                (observed, variance) = (difference, share * (1 - share) * ((1.0 / n) + (1.0 / m)));
            }
        }

        // What the greatest of so many squares has by chance, in the middle: all but one are free.
        var byChance = variance * ChiSquared.InvCDF(1, Math.Pow(0.5, 1.0 / Math.Max(1, used.Length - 1)));
        var effect = Math.Clamp(Math.Sqrt(Math.Max(0, (observed * observed) - byChance)), low, Math.Max(low, high));
        var p = Math.Min(1, pValue);
        return new DriftEstimate(
            observed, effect, low, high, p, comparisons == 1 ? "Newcombe's interval, z test" : $"Newcombe's intervals and z tests, Bonferroni's correction for {comparisons} cells");
    }
}
