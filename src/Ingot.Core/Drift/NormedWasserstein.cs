using MathNet.Numerics.Distributions;

namespace Ingot.Core.Drift;

/// <summary>
/// The Wasserstein distance over the reference's standard deviation, which is taken as the unit: 0.1 is a shift by a tenth of a standard deviation.
/// </summary>
/// <remarks>
/// <para>The distance has no limit of one form: where the two true functions differ, its error is that of a mean, and normal; where they are
/// the same it is the area under the absolute value of chance, and never negative (E. del Barrio, E. Giné, C. Matrán, "Central limit theorems for the Wasserstein
/// distance between the empirical and the true distributions", Annals of Probability 27, 1999). So the Poisson bootstrap draws both samples
/// again, and the lower end takes from each draw the derivative of the distance (Z. Fang, A. Santos, "Inference on directionally differentiable functions",
/// Review of Economic Studies 86, 2019): the area of |change| where the functions are not proven to differ, by the change's sign elsewhere.
/// The upper end needs no draws: by whichever signs the change counts, its standard error is at most that of the difference of the means.</para>
/// <para>The p-value is a share of draws, and where these are too few the bound of C. Borell (1975) and B. S. Tsirelson,
/// I. A. Ibragimov and V. N. Sudakov (1976) for the norm of a normal process, whose weak variance here is that of the difference of the means.</para>
/// </remarks>
internal static class NormedWasserstein
{
    private const int FewDraws = 10;

    public static DriftEstimate Estimate(NumberWindow window, double confidence, int resamples, ulong seed)
    {
        const string method = "Poisson bootstrap of the distribution functions";
        var unit = window.Reference.StandardDeviation;
        if (window.Finite == 0 || !(unit > 0) || !double.IsFinite(unit))
        {
            return DriftEstimate.Undefined("not defined: it needs finite values on both sides, and a reference whose standard deviation is above 0");
        }

        var (distance, error) = WassersteinDistance.Of(window);
        var grid = AreaGrid.Of(window);
        var (same, changed) = grid.Resample(resamples, seed);
        Array.Sort(same);
        Array.Sort(changed);
        var tail = (1 - confidence) / 2;
        var low = Math.Max(0, distance - error - Quantile(changed, 1 - tail)) / unit;
        var high = (distance + error - (Normal.InvCDF(0, 1, tail) * grid.MeanError)) / unit;
        var byChance = same.Length == 0 ? 0 : same.Average(a => a * a);
        var effect = Math.Clamp(Math.Sqrt(Math.Max(0, (distance * distance) - byChance)) / unit, low, high);
        return new DriftEstimate(distance / unit, effect, low, high, PValue(same, distance, grid.MeanError), method);
    }

    private static double PValue(double[] same, double distance, double meanError)
    {
        // What the resampling rounds away is no evidence.
        var least = distance * (1 - 1e-12);
        var beyond = same.Length - LowerBound(same, least);
        var share = (beyond + 1.0) / (same.Length + 1);
        return beyond >= FewDraws ? share : Math.Min(share, Normal.CDF(0, 1, -(distance - Quantile(same, 0.5)) / meanError));
    }

    private static int LowerBound(double[] sorted, double value)
    {
        var at = Array.BinarySearch(sorted, value);
        at = at < 0 ? ~at : at;
        while (at > 0 && sorted[at - 1] == value)
        {
            at--;
        }

        return at;
    }

    private static double Quantile(double[] sorted, double probability) =>
        sorted.Length == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(probability * sorted.Length) - 1, 0, sorted.Length - 1)];
}
