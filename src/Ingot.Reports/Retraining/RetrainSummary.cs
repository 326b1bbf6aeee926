using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Retraining;
using Ingot.Core.Specs;
using Ingot.Core.Texts;
using Ingot.Reports.Texts;

namespace Ingot.Reports.Retraining;

/// <summary>What became of a retraining, for people: the body of a pull request, and the summary of a scheduled job.</summary>
public static class RetrainSummary
{
    /// <summary>The summary in Markdown: the conclusion, why it was done, both models on the newest rows and on the fixed ones, the gates, the rows.</summary>
    /// <param name="report">What was compared and decided.</param>
    public static string ToMarkdown(RetrainReport report)
    {
        var sign = report.Outcome switch
        {
            RetrainOutcome.Better => VerdictText.Sign(GateOutcome.Passed),
            RetrainOutcome.FailsGates => VerdictText.Sign(GateOutcome.Failed),
            _ => VerdictText.Sign(GateOutcome.Inconclusive),
        };
        List<string> lines =
        [
            $"### {sign} {MarkdownText.Plain(report.Model)} trained again: {Title(report)}",
            string.Empty,
            MarkdownText.Plain(report.Conclusion),
            string.Empty,
            "**Why.**",
            string.Empty,
            .. report.Collected.Triggers.Where(t => t.IsFired).Select(t => $"- {(t.Trigger is { } kind ? $"{kind}: " : string.Empty)}{MarkdownText.Plain(t.Finding)}"),
            string.Empty,
        ];
        Add(lines, Text($"**On the newest {report.Collected.HeldRows:N0} labelled rows of production**, from which the new model did not learn:"), report.Window, report);
        if (report.Reference.Count > 0)
        {
            Add(lines, Text($"**On the {report.Reference[0].Rows:N0} fixed reference rows of the project:**"), report.Reference, report);
        }

        AddGates(lines, report);
        AddRows(lines, report);
        return string.Join('\n', lines).TrimEnd('\n') + "\n";
    }

    private static string Title(RetrainReport report) => report.Outcome switch
    {
        RetrainOutcome.Better => $"better than {MarkdownText.Plain(report.ProductionVersion)}, version {MarkdownText.Plain(report.SuggestedVersion)} is proposed",
        RetrainOutcome.FailsGates => $"better than {MarkdownText.Plain(report.ProductionVersion)} on the newest rows, and fails its gates",
        _ => $"no better than {MarkdownText.Plain(report.ProductionVersion)}",
    };

    private static void Add(List<string> lines, string title, IReadOnlyList<RetrainComparison> comparisons, RetrainReport report)
    {
        lines.AddRange([title, string.Empty]);
        MarkdownText.Table(
            lines,
            ["metric", MarkdownText.Plain(report.ProductionVersion), "new", "better by, 95 % interval", "p"],
            comparisons.Select(c =>
            {
                string Number(double value) => MetricText.InUnit(value, c.Metric, report.Task, MetricText.Greatest([c.Production, c.Candidate]));
                return (IReadOnlyList<string>)
                [
                    MarkdownText.Plain(c.Metric) + (c.Metric == report.Metric ? " (decides)" : string.Empty), Number(c.Production), Number(c.Candidate),
                    $"{Number(c.Improvement)} ({Number(c.Low)} to {Number(c.High)})", MarkdownText.Plain(GateText.PValue(c.PValue)),
                ];
            }));
    }

    private static void AddGates(List<string> lines, RetrainReport report)
    {
        var failed = report.Verdicts.Where(v => v.Outcome == GateOutcome.Failed).ToList();
        lines.AddRange(
        [
            Text($"**Gates of the project**, {(report.Policy == RetrainPolicy.Window ? "on these newest rows" : "on the fixed reference rows")}: {ModelStandings.Count(report.Verdicts)}."),
            string.Empty,
            .. failed.Select(VerdictText.Line),
        ]);
        lines.AddRange(failed.Count > 0 ? [string.Empty] : []);
    }

    private static void AddRows(List<string> lines, RetrainReport report)
    {
        var rows = report.Collected;
        var share = rows.RowsSinceHeld > 0 ? (double)rows.HeldRows / rows.RowsSinceHeld : 1;
        lines.AddRange(
        [
            Text($"**Rows.** {rows.From.UtcDateTime:yyyy-MM-dd HH:mm} to {rows.Before.UtcDateTime:yyyy-MM-dd HH:mm} (UTC): {rows.Rows:N0} rows, of which {rows.Labelled:N0} have a label. The new model learned from the {rows.TrainingRows:N0} older ones, ")
                + (report.Training == RetrainRows.Replace ? "which took the place of the project's training rows" : "which were added to the project's training rows")
                + Text($"; the newest {rows.HeldRows:N0}, since {rows.HeldFrom.UtcDateTime:yyyy-MM-dd HH:mm}, are those of {DiagnosticText.Count(rows.RowsSinceHeld, "row")} since then ({share:P0}) whose label has come."),
            share < 0.9 ? "Labels that come early may be other ones than those that come late: what is compared then is a part of the rows that is not drawn at random." : string.Empty,
            string.Empty,
            $"ONNX file: `{report.CandidateOnnxSha256}`; in production `{report.ProductionOnnxSha256}`.",
        ]);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
