using System.Globalization;
using Ingot.Core.Gates;
using Ingot.Core.Texts;

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

    /// <summary>A sign for an outcome, which is seen at once in a summary.</summary>
    public static string Sign(GateOutcome outcome) => outcome switch
    {
        GateOutcome.Passed => "✅",
        GateOutcome.Failed => "❌",
        GateOutcome.Inconclusive => "⚠️",
        _ => "⏭️",
    };

    /// <summary>A verdict that did not pass, as an entry of a list in Markdown: its code, its place and its message.</summary>
    public static string Line(Verdict verdict)
    {
        var place = verdict.File is null
            ? string.Empty
            : string.Create(CultureInfo.InvariantCulture, $" `{verdict.File.Replace("`", "'", StringComparison.Ordinal)}({verdict.Line},{verdict.Column})`");
        return $"- {Sign(verdict.Outcome)} **{MarkdownText.Plain(verdict.Code ?? verdict.Outcome.ToString())}**{place}: {MarkdownText.Plain(verdict.Message)}";
    }

    /// <summary>What needs attention first has the least number.</summary>
    public static int Urgency(GateOutcome outcome) => outcome switch
    {
        GateOutcome.Failed => 0,
        GateOutcome.Inconclusive => 1,
        GateOutcome.Skipped => 2,
        _ => 3,
    };

    /// <summary>A standing in the words of a heading.</summary>
    public static string Standing(ModelStanding standing) => standing switch
    {
        ModelStanding.Passed => "Passed",
        ModelStanding.NotPassed => "Not passed",
        ModelStanding.QualityNotJudged => "Quality not judged",
        _ => "Not judged",
    };

    /// <summary>What stands behind it: <c>1 passed: no gate judges how good the predictions are</c>.</summary>
    public static string Explained(IReadOnlyCollection<Verdict> verdicts)
    {
        var (counts, meaning) = (verdicts.Count == 0 ? "the project has no gates" : Counts(verdicts), ModelStandings.Meaning(ModelStandings.Of(verdicts)));
        return meaning.Length == 0 ? counts : $"{counts}: {meaning}";
    }

    /// <summary>Such as <c>2 passed, 1 failed</c>.</summary>
    public static string Counts(IEnumerable<Verdict> verdicts) => string.Join(
        ", ", verdicts.GroupBy(v => v.Outcome).OrderBy(g => g.Key).Select(g => g.Count().ToString(CultureInfo.InvariantCulture) + " " + Name(g.Key)));
}
