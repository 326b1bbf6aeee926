using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Texts;

namespace Ingot.Core.Gates;

/// <summary>
/// Says what verdicts come to. That none failed is not yet that a model is good: a project whose only gate is <c>Size</c> passes with
/// any model that is small.
/// </summary>
public static class ModelStandings
{
    // Tests that compare predictions with labels, or with what another model makes of the same rows.
    private static readonly string[] QualityTests = ["CalibrationGate", "SimplerModelTest"];

    /// <summary>What the verdicts come to.</summary>
    /// <param name="verdicts">The verdicts on one model.</param>
    public static ModelStanding Of(IReadOnlyCollection<Verdict> verdicts)
    {
        var decided = verdicts.Where(v => v.Outcome != GateOutcome.Skipped).ToList();
        return decided.Count == 0 ? ModelStanding.NotJudged
            : decided.Exists(v => v.Outcome is GateOutcome.Failed or GateOutcome.Inconclusive) ? ModelStanding.NotPassed
            : decided.Exists(v => JudgesQuality(v.Gate)) ? ModelStanding.Passed
            : ModelStanding.QualityNotJudged;
    }

    /// <summary>Whether a gate or test judges how good predictions are: a metric of them, on all rows or a slice. The size and the speed of a model are none.</summary>
    /// <param name="gate">Its name as verdicts have it, such as <c>AUC Min=0.84</c>, or its metric alone.</param>
    public static bool JudgesQuality(string gate)
    {
        var name = GateText.MetricOf(gate);
        return QualityTests.Contains(name) || Enum.GetValues<ModelTask>().Any(t => MetricCatalog.Find(name, t)?.Scope == MetricScope.Rows);
    }

    /// <summary>How many passed of those that were decided: <c>2 of 3 gates passed, 1 skipped</c>.</summary>
    /// <param name="verdicts">The verdicts on one model.</param>
    public static string Count(IReadOnlyCollection<Verdict> verdicts)
    {
        if (verdicts.Count == 0)
        {
            return "no gates";
        }

        var skipped = verdicts.Count(v => v.Outcome == GateOutcome.Skipped);
        var decided = verdicts.Count - skipped;
        var rest = skipped == 0 ? string.Empty : FormattableString.Invariant($", {skipped} skipped");
        return decided == 0
            ? $"no gate was decided{rest}"
            : FormattableString.Invariant($"{verdicts.Count(v => v.Outcome == GateOutcome.Passed)} of {DiagnosticText.Count(decided, "gate")} passed{rest}");
    }

    /// <summary>What a standing means, for people; empty where <see cref="Count"/> says it all.</summary>
    /// <param name="standing">The standing.</param>
    public static string Meaning(ModelStanding standing) => standing switch
    {
        ModelStanding.NotJudged => "nobody judged the model",
        ModelStanding.QualityNotJudged => "no gate judges how good the predictions are",
        _ => string.Empty,
    };
}
