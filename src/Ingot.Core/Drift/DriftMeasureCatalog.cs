namespace Ingot.Core.Drift;

/// <summary>The measures of drift.</summary>
/// <remarks>
/// <para>PSI, Jensen-Shannon, chi-squared and L-infinity are of cells: the reference's deciles for numbers; each distinct value for categories and
/// for numbers of at most 5 distinct values, with one cell for values that the reference does not have. The first three join cells until each has 5 rows to
/// expect in the smaller sample. KS and Wasserstein are of the values themselves.</para>
/// <para>Each has an effect from which the part of chance is taken off, an interval, and a p-value of no change: <see cref="DriftFinding"/>.</para>
/// </remarks>
public static class DriftMeasureCatalog
{
    private const string Evidently = "Evidently's default for distances";
    private const string LikeDistances = "as Evidently's default for distances; Evidently itself judges this one by its p-value alone";

    private static readonly DriftColumnKind[] Both = [DriftColumnKind.Number, DriftColumnKind.Category];

    /// <summary>The population stability index; empty cells are smoothed by one half row in every cell on both sides.</summary>
    public static DriftMeasure PopulationStability { get; } = new(
        "PSI", "population stability index", Both, "nats", null, 0.1,
        "below 0.1 nothing has changed, from 0.25 on much (Siddiqi)", "N. Siddiqi, Credit Risk Scorecards (2006)");

    /// <summary>The Kolmogorov-Smirnov statistic of two samples.</summary>
    public static DriftMeasure KolmogorovSmirnov { get; } = new(
        "KS", "Kolmogorov-Smirnov distance", [DriftColumnKind.Number], "share of rows", 1, 0.1, LikeDistances, "N. V. Smirnov (1939)");

    /// <summary>The chi-squared test of homogeneity with Cohen's w as effect.</summary>
    public static DriftMeasure ChiSquared { get; } = new(
        "ChiSquared", "chi-squared test, Cohen's w", Both, "w", null, 0.3,
        "a medium effect (Cohen); its square is about the PSI", "K. Pearson (1900); J. Cohen, Statistical Power Analysis for the Behavioral Sciences (1988)");

    /// <summary>The Wasserstein distance over the reference's standard deviation.</summary>
    public static DriftMeasure Wasserstein { get; } = new(
        "Wasserstein", "normed Wasserstein distance", [DriftColumnKind.Number], "standard deviations", null, 0.1, Evidently, "S. S. Vallender (1974)");

    /// <summary>The Jensen-Shannon distance: the root of the divergence in bits.</summary>
    public static DriftMeasure JensenShannon { get; } = new(
        "JensenShannon", "Jensen-Shannon distance", Both, "root of bits", 1, 0.1, Evidently, "J. Lin (1991); D. M. Endres, J. E. Schindelin (2003)");

    /// <summary>The greatest difference of a share.</summary>
    public static DriftMeasure LInfinity { get; } = new(
        "LInfinity", "greatest difference of a share", Both, "share of rows", 1, 0.1, LikeDistances,
        "E. Breck et al., Data Validation for Machine Learning (MLSys 2019)");

    /// <summary>The difference of two shares, for columns of at most two categories.</summary>
    public static DriftMeasure TwoProportions { get; } = new(
        "TwoProportions", "difference of two shares", [DriftColumnKind.Category], "share of rows", 1, 0.1, LikeDistances,
        "R. G. Newcombe, Statistics in Medicine 17 (1998)")
    { MostDistinctValues = 2 };

    /// <summary>The difference of the shares of rows without a value, which no other measure sees.</summary>
    public static DriftMeasure Missing { get; } = new(
        "Missing", "difference of the share of missing values", Both, "share of rows", 1, 0.1, LikeDistances,
        "R. G. Newcombe, Statistics in Medicine 17 (1998)");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DriftMeasure> All { get; } =
        [PopulationStability, KolmogorovSmirnov, ChiSquared, Wasserstein, JensenShannon, LInfinity, TwoProportions, Missing];

    /// <summary>The measure of a name, in any case; null when there is none.</summary>
    /// <param name="name">Such as <c>PSI</c>.</param>
    public static DriftMeasure? Find(string name) => All.FirstOrDefault(m => m.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Why a measure cannot be taken of a column; null when it can.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="kind">What the column holds.</param>
    /// <param name="distinctValues">Distinct values of the reference.</param>
    public static string? Refusal(DriftMeasure measure, DriftColumnKind kind, int distinctValues) =>
        !measure.Kinds.Contains(kind) ? $"{measure.Name} is no measure of columns of {(kind == DriftColumnKind.Number ? "numbers" : "categories")}"
        : measure.MostDistinctValues < distinctValues ? $"{measure.Name} measures at most {measure.MostDistinctValues} distinct values, and the reference has {distinctValues}"
        : null;

    internal static DriftEstimate Estimate(DriftMeasure measure, DriftComparison comparison, double confidence, int resamples, ulong seed)
    {
        comparison = measure == Missing && comparison is not PresenceComparison ? new PresenceComparison(comparison) : comparison;
        if (comparison.ReferenceRows == 0 || comparison.CurrentRows == 0)
        {
            return DriftEstimate.Undefined("not defined: one side has no row with a value");
        }

        return measure.Name switch
        {
            "PSI" => Drift.PopulationStability.Estimate(comparison.Cells, confidence),
            "JensenShannon" => Drift.JensenShannon.Estimate(comparison.Cells, confidence),
            "ChiSquared" => ChiSquaredHomogeneity.Estimate(comparison.Cells, confidence),
            "LInfinity" or "TwoProportions" or "Missing" => Drift.LInfinity.Estimate(comparison.Cells, confidence),
            "KS" => Drift.KolmogorovSmirnov.Estimate(((NumberComparison)comparison).Window, confidence),
            _ => NormedWasserstein.Estimate(((NumberComparison)comparison).Window, confidence, resamples, seed),
        };
    }
}
