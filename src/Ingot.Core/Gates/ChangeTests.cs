using Ingot.Core.Metrics;
using Ingot.Core.Specs;
using Ingot.Core.Statistics;

namespace Ingot.Core.Gates;

/// <summary>
/// Tests the change gates that the same rows of both models can decide. All are tested before one is decided, since
/// Holm's correction needs every p-value. Gates on all rows are one family and those on slices another one, so that a
/// further slice never weakens the main gates. Gates that ask for non-inferiority need no correction: the model passes
/// only when every one of them rejects, and such an intersection-union test keeps alpha by itself (R. L. Berger,
/// "Multiparameter hypothesis testing and acceptance sampling", Technometrics 24, 1982).
/// </summary>
internal static class ChangeTests
{
    // Scores are stored as the model gave them: the same metric is the same up to the order of summation.
    private const double SameMetric = 1e-9;

    /// <summary>What each gate with a margin that can be read is compared with.</summary>
    public static IReadOnlyDictionary<GateSpec, ChangeComparison> Of(IReadOnlyList<GateSpec> gates, GateEvidence evidence)
    {
        var comparisons = new Dictionary<GateSpec, ChangeComparison>(ReferenceEqualityComparer.Instance);
        foreach (var gate in gates)
        {
            if (gate.MaxRegression is { } text
                && MetricCatalog.Find(gate.Metric, evidence.Metrics.Task) is { } definition
                && ChangeMargin.Parse(text, definition.Unit) is { } margin)
            {
                ChangeComparison Compare(GateEvidence with) => new() { Evidence = with, Test = Test(gate, definition, margin, with) };
                comparisons[gate] = gate.Against is null ? Compare(evidence) : ReleaseComparisons.Of(gate, definition, margin, evidence, Compare);
            }
        }

        if (evidence.Correction == GateCorrection.Holm)
        {
            var corrected = gates.Where(g => g.Policy == GatePolicy.Significant && comparisons.GetValueOrDefault(g)?.Test is not null).ToLookup(g => g.Slice is null);
            Correct([.. corrected[true]], comparisons);
            Correct([.. corrected[false]], comparisons);
        }

        return comparisons;
    }

    /// <summary>The p-value of what the gate's policy wants to see rejected.</summary>
    public static double PValue(GateSpec gate, ChangeTest test) =>
        gate.Policy == GatePolicy.Significant ? test.Test.PValue : test.Test.NonInferiorityPValue;

    private static void Correct(List<GateSpec> family, Dictionary<GateSpec, ChangeComparison> comparisons)
    {
        var adjusted = Holm.Adjust([.. family.Select(g => comparisons[g].Test!.AdjustedPValue)]);
        for (var i = 0; i < family.Count; i++)
        {
            var comparison = comparisons[family[i]];
            comparisons[family[i]] = comparison with { Test = comparison.Test! with { AdjustedPValue = adjusted[i], Family = family.Count } };
        }
    }

    private static ChangeTest? Test(GateSpec gate, MetricDefinition definition, ChangeMargin margin, GateEvidence evidence)
    {
        if (evidence.Paired is not { } paired
            || definition.Scope != MetricScope.Rows
            || Comparability.WhyNot(gate, evidence) is not null
            || paired.RowsOf(gate.Slice) is not { } rows
            || paired.Compare(gate.Metric, rows) is not { } statistic
            || !IsWhatWasAccepted(gate, evidence, statistic))
        {
            return null;
        }

        var test = statistic.Test(
            new RegressionMargin(margin.Allowed, margin.Relative, definition.HigherIsBetter, definition.CanBeNegative), gate.Alpha);
        var found = new ChangeTest
        {
            Baseline = statistic.Baseline,
            Candidate = statistic.Candidate,
            Test = test,
            Rows = rows.Length,
            Identical = paired.AreIdentical(rows),
        };
        return double.IsFinite(test.PValue) && double.IsFinite(test.StandardError) ? found with { AdjustedPValue = PValue(gate, found) } : null;
    }

    /// <summary>
    /// Whether the accepted scores give the accepted metric. They do not where the classification threshold or the
    /// positive class is another one now: then it is not the accepted state that they show. Scores of some rows only
    /// cannot be checked so.
    /// </summary>
    private static bool IsWhatWasAccepted(GateSpec gate, GateEvidence evidence, PairedStatistic statistic)
    {
        var accepted = Comparability.Baseline(gate, evidence);
        return evidence.Paired!.IsPartial
            || Math.Abs(accepted - statistic.Baseline) <= SameMetric * Math.Max(1, Math.Abs(accepted));
    }
}
