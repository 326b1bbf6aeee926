namespace Ingot.Serving.Telemetry;

/// <summary>How far two distributions of scores are apart.</summary>
/// <param name="Index">The population stability index.</param>
/// <param name="Chance">
/// What the index hardly ever exceeds where both windows are of one distribution: it is then distributed as (1/n + 1/m) times chi square
/// with as many degrees of freedom as there are bins less one (B. Yurdakul, Statistical properties of population stability index, 2018).
/// </param>
internal readonly record struct ScoreShift(double Index, double Chance)
{
    // One-sided, about 3 in 100,000: a trial is looked at many times.
    private const double Deviations = 4;

    /// <summary>The bound of chance, by E. B. Wilson and M. M. Hilferty's approximation of chi square.</summary>
    public static double ChanceOf(int bins, int first, int second)
    {
        var freedom = Math.Max(1, bins - 1.0);
        var spread = 2 / (9 * freedom);
        return ((1.0 / first) + (1.0 / second)) * freedom * Math.Pow(1 - spread + (Deviations * Math.Sqrt(spread)), 3);
    }
}
