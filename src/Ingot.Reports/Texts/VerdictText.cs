using System.Globalization;
using Ingot.Core.Gates;

namespace Ingot.Reports.Texts;

/// <summary>Verdicts as cards write them.</summary>
internal static class VerdictText
{
    /// <summary>The word of an outcome.</summary>
    public static string Name(GateOutcome outcome) => outcome switch
    {
        GateOutcome.Passed => "passed",
        GateOutcome.Failed => "failed",
        GateOutcome.Inconclusive => "inconclusive",
        _ => "skipped",
    };

    /// <summary>What needs attention first has the least number.</summary>
    public static int Urgency(GateOutcome outcome) => outcome switch
    {
        GateOutcome.Failed => 0,
        GateOutcome.Inconclusive => 1,
        GateOutcome.Skipped => 2,
        _ => 3,
    };

    /// <summary>Whether a gate failed or could not tell.</summary>
    public static bool IsBad(IEnumerable<Verdict> verdicts) => verdicts.Any(v => v.Outcome is GateOutcome.Failed or GateOutcome.Inconclusive);

    /// <summary>Such as <c>2 passed, 1 failed</c>.</summary>
    public static string Counts(IEnumerable<Verdict> verdicts) => string.Join(
        ", ", verdicts.GroupBy(v => v.Outcome).OrderBy(g => g.Key).Select(g => g.Count().ToString(CultureInfo.InvariantCulture) + " " + Name(g.Key)));
}
