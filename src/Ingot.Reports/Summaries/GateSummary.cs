using System.Globalization;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Texts;
using Ingot.Reports.Texts;

namespace Ingot.Reports.Summaries;

/// <summary>What the gates found, for the places in which reviewers look: a pull request's summary and its metrics report.</summary>
public static class GateSummary
{
    /// <summary>
    /// The summary in Markdown, made for GitHub's step summary and Azure Pipelines' summary tab: the outcome in one line, every
    /// gate in a table, and the full messages of those that did not pass.
    /// </summary>
    /// <param name="model">The model's name.</param>
    /// <param name="version">The package's version.</param>
    /// <param name="verdicts">What the gates found.</param>
    /// <param name="card">The model card's file, from the project's folder; null when there is none.</param>
    public static string ToMarkdown(string model, string version, IReadOnlyList<Verdict> verdicts, string? card = null)
    {
        var standing = ModelStandings.Of(verdicts);
        var worst = standing == ModelStanding.NotPassed ? verdicts.Select(v => v.Outcome).OrderBy(VerdictText.Urgency).First()
            : standing == ModelStanding.Passed ? GateOutcome.Passed
            : GateOutcome.Inconclusive;
        var meaning = ModelStandings.Meaning(standing);
        List<string> lines =
        [
            $"### {VerdictText.Sign(worst)} {MarkdownText.Plain(model)} {MarkdownText.Plain(version)}: "
                + ModelStandings.Count(verdicts) + (meaning.Length > 0 ? $"; {meaning}" : string.Empty),
            string.Empty,
        ];
        if (verdicts.Count > 0)
        {
            MarkdownText.Table(
                lines,
                ["", "gate", "slice", "value", "baseline", "threshold", "regression, 95 % interval"],
                ByUrgency(verdicts).Select(v => (IReadOnlyList<string>)
                [
                    VerdictText.Sign(v.Outcome),
                    MarkdownText.Plain(v.Gate),
                    v.Slice is null ? "all rows" : MarkdownText.Plain(v.Slice),
                    GateText.Value(v.Gate, v.Value, MetricText.Greatest([v.Baseline])),
                    GateText.Value(v.Gate, v.Baseline, MetricText.Greatest([v.Value])),
                    GateText.Amount(v.Gate, v.Threshold),
                    Regression(v),
                ]));
        }

        foreach (var verdict in ByUrgency(verdicts).Where(v => v.Outcome != GateOutcome.Passed))
        {
            lines.Add(VerdictText.Line(verdict));
        }

        if (card is not null)
        {
            lines.AddRange(lines[^1].Length > 0 ? [string.Empty] : []);
            lines.Add($"The model card is `{card.Replace("`", "'", StringComparison.Ordinal)}`.");
        }

        return string.Join('\n', lines).TrimEnd('\n') + "\n";
    }

    /// <summary>
    /// The metrics in the text format of OpenMetrics 1.0, which GitLab's metrics report reads: one gauge, told apart by the labels
    /// <c>model</c>, <c>metric</c> and, when it is not of all rows, <c>slice</c>.
    /// </summary>
    /// <param name="report">What was measured; undefined metrics are left out.</param>
    public static string ToOpenMetrics(MetricsReport report)
    {
        var lines = report.Metrics.Where(m => double.IsFinite(m.Value)).Select(m =>
            OpenMetricsText.Line("ingot_metric", m.Value, ("model", report.Model), ("metric", m.Name), ("slice", m.Slice)));
        return string.Join('\n', lines) + "\n";
    }

    private static IEnumerable<Verdict> ByUrgency(IEnumerable<Verdict> verdicts) => verdicts.OrderBy(v => VerdictText.Urgency(v.Outcome));

    private static string Regression(Verdict verdict)
    {
        if (verdict.Regression is not { } regression)
        {
            return string.Empty;
        }

        var (low, high) = (verdict.Low ?? double.NaN, verdict.High ?? double.NaN);
        var greatest = MetricText.Greatest([regression, low, high]);
        string Amount(double value) => GateText.Amount(verdict.Gate, value, greatest);
        return $"{Amount(regression)} ({Amount(low)} to {Amount(high)})";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
