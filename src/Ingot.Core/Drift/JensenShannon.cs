namespace Ingot.Core.Drift;

/// <summary>
/// The Jensen-Shannon distance: the root of the divergence in bits, from 0 to 1 (J. Lin, "Divergence measures based on the Shannon entropy",
/// IEEE Transactions on Information Theory 37, 1991; D. M. Endres, J. E. Schindelin, "A new metric for probability distributions", ibid. 49, 2003).
/// </summary>
internal static class JensenShannon
{
    // 8 times the divergence in nats equals the sum of squared differences over the shares, where these are small.
    private const double ToSquares = 8;

    public static DriftEstimate Estimate(CellTable all, double confidence)
    {
        var cells = all.Pooled();
        var count = cells.Reference.Length;
        var (byReference, byCurrent) = (new double[count], new double[count]);
        double nats = 0;
        for (var i = 0; i < count; i++)
        {
            var (p, q) = (cells.ReferenceShare(i), cells.CurrentShare(i));
            var middle = (p + q) / 2;
            var (lp, lq) = (p > 0 ? Math.Log(p / middle) : 0, q > 0 ? Math.Log(q / middle) : 0);
            nats += ((p * lp) + (q * lq)) / 2;
            (byReference[i], byCurrent[i]) = (ToSquares * lp / 2, ToSquares * lq / 2);
        }

        nats = Math.Max(0, nats);
        var (effect, low, high, pValue) = ChiSquaredLimit.Of(cells, ToSquares * nats, (byReference, byCurrent), confidence);
        return new DriftEstimate(
            Distance(nats), Distance(effect / ToSquares), Distance(low / ToSquares), Distance(high / ToSquares), pValue,
            $"chi-squared limit, {count} cells");
    }

    // No distance is above 1, wherever the limit would have it.
    private static double Distance(double nats) => Math.Min(1, Math.Sqrt(nats / Math.Log(2)));
}
