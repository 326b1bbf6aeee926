using System.Globalization;
using Ingot.Core.Gates;
using Ingot.Core.Monitoring;
using Ingot.Core.Texts;
using Ingot.Reports.Texts;

namespace Ingot.Reports.Monitor;

/// <summary>What a window of production is like, for the places in which people look: the summary of a scheduled job and its metrics report.</summary>
public static class MonitorSummary
{
    private const int MostRows = 50;
    private const int MostChanges = 10;
    private const int MostNotes = 20;

    /// <summary>
    /// The summary in Markdown, made for the same places as <see cref="Summaries.GateSummary"/>: the outcome in one line, what changed first, every
    /// gate in a table, the full messages of those that did not pass, what drifted, and the notes.
    /// </summary>
    /// <param name="report">What was measured.</param>
    /// <param name="page">The page's file, as a reader of the summary finds it; null when there is none.</param>
    /// <param name="history">The windows of the same line, this one among them; null or empty: there is no history.</param>
    public static string ToMarkdown(MonitorReport report, string? page = null, IReadOnlyList<MonitorHistoryWindow>? history = null)
    {
        var view = new MonitorView(report);
        var worst = report.Verdicts.Count == 0 ? GateOutcome.Inconclusive : report.Verdicts.Select(v => v.Outcome).OrderBy(VerdictText.Urgency).First();
        List<string> lines =
        [
            $"### {VerdictText.Sign(worst)} {MarkdownText.Plain(report.Model)} in production: {MonitorText.Counts(report.Verdicts)}; {Sections.HealthFigures.Drift(view)}",
            string.Empty,
            Text($"{MonitorText.Instant(report.From)} to {MonitorText.Instant(report.Before)} (UTC): {report.Rows:N0} rows, {report.Labelled:N0} with a label, beside {report.Reference.Rows:N0} rows of the reference of ") + $"{MarkdownText.Plain(report.Reference.Version)}. {Versions(report)}",
            string.Empty,
        ];
        lines.AddRange(HistoryView.Of(report, history) is { } windows ? [HistoryText.Line(windows), string.Empty] : []);
        AddChanges(lines, view);
        AddGates(lines, report);
        AddDrift(lines, view);
        if (report.Notes.Count > 0)
        {
            lines.AddRange(report.Notes.Take(MostNotes).Select(n => $"- {MarkdownText.Plain(n)}"));
            lines.AddRange(report.Notes.Count > MostNotes ? [Text($"- and {report.Notes.Count - MostNotes:N0} more notes"), string.Empty] : [string.Empty]);
        }

        if (page is not null)
        {
            lines.Add($"The page is `{page.Replace("`", "'", StringComparison.Ordinal)}`.");
        }

        return string.Join('\n', lines).TrimEnd('\n') + "\n";
    }

    /// <summary>
    /// What was measured in the window as a whole, in the text format of OpenMetrics 1.0 as <see cref="Summaries.GateSummary.ToOpenMetrics"/> writes
    /// it: the gauge <c>ingot_monitor</c> with the labels <c>model</c> and <c>metric</c> and, where they apply, <c>column</c>, <c>measure</c> and
    /// <c>slice</c>; <c>ingot_monitor_low</c> and <c>ingot_monitor_high</c>, its 95 % interval; <c>ingot_monitor_threshold</c>, its own threshold.
    /// <c>ingot_monitor_drifted</c> is 1 for a column that drifted, and <c>ingot_monitor_gate</c> 1 for a gate that passed, 0 for one that failed.
    /// </summary>
    /// <param name="report">What was measured; what is undefined or not known yet is left out, and so are gates that could not be decided.</param>
    public static string ToOpenMetrics(MonitorReport report) =>
        string.Join('\n', MonitorGauges.Of(report).Select(g => OpenMetricsText.Line(g.Name, g.Value, g.Labels.Select(l => (l.Name, (string?)l.Value))))) + "\n";

    private static string Versions(MonitorReport report) => report.Versions.Count switch
    {
        0 => "No version answered.",
        1 when report.Versions[0].Version.Length == 0 => "Which version answered is not known.",
        1 => $"Version {MarkdownText.Plain(MonitorText.Version(report.Versions[0].Version))} answered.",
        _ => $"Versions {string.Join(", ", report.Versions.Take(MostChanges).Select(v => MarkdownText.Plain(MonitorText.Version(v.Version))))} answered.",
    };

    private static void AddChanges(List<string> lines, MonitorView view)
    {
        var lasting = view.Changes.Where(c => c.IsSustained).ToList();
        if (lasting.Count == 0)
        {
            return;
        }

        lines.AddRange(["What changed, the first first:", string.Empty]);
        lines.AddRange(lasting.Take(MostChanges).Select(c =>
            $"- **{MonitorText.Instant(view.Report.Chunks[c.First].From)}**: {MonitorText.Title(c.Series.Name)}{(c.Series.Column is { } column ? " of " + MarkdownText.Plain(column) : string.Empty)}, "
            + Text($"{c.Beyond:N0} of {c.Judged:N0} chunks beyond{(c.HasEnded ? "; it has ended" : string.Empty)}")));
        lines.AddRange(lasting.Count > MostChanges ? [Text($"- and {lasting.Count - MostChanges:N0} more"), string.Empty] : [string.Empty]);
    }

    private static void AddGates(List<string> lines, MonitorReport report)
    {
        if (report.Verdicts.Count == 0)
        {
            return;
        }

        var ordered = report.Verdicts.OrderBy(v => VerdictText.Urgency(v.Outcome)).ToList();
        MarkdownText.Table(
            lines,
            ["", "gate", "slice", "value", "95 % interval", "threshold", "reference"],
            ordered.Take(MostRows).Select(v => (IReadOnlyList<string>)
            [
                VerdictText.Sign(v.Outcome), MarkdownText.Plain(v.Gate), v.Slice is null ? string.Empty : MarkdownText.Plain(v.Slice), Value(v, v.Value, report),
                v is { Regression: null, Low: { } low, High: { } high } ? $"{Value(v, low, report)} to {Value(v, high, report)}" : string.Empty,
                Value(v, v.Threshold, report), Value(v, v.Baseline, report),
            ]));
        lines.AddRange(ordered.Where(v => v.Outcome != GateOutcome.Passed).Take(MostRows).Select(VerdictText.Line));
        if (lines[^1].Length > 0)
        {
            lines.Add(string.Empty);
        }
    }

    private static string Value(Verdict verdict, double value, MonitorReport report) => MonitorText.Value(
        GateText.MetricOf(verdict.Gate), value, report.Task, MetricText.Greatest([verdict.Value, verdict.Baseline]));

    private static void AddDrift(List<string> lines, MonitorView view)
    {
        if (view.Drifted.Count == 0)
        {
            return;
        }

        MarkdownText.Table(
            lines,
            ["drifted column", "measure", "effect", "95 % interval", "threshold"],
            view.Drifted.Take(MostRows).Select(c => c.Finding!).Select(f =>
            {
                var greatest = MetricText.Greatest([f.Effect, f.Low, f.High, f.Threshold.Value]);
                return (IReadOnlyList<string>)
                [
                    MarkdownText.Plain(f.Column), MarkdownText.Plain(f.Measure), MonitorText.Number(f.Effect, greatest),
                    double.IsFinite(f.Low) && double.IsFinite(f.High) ? $"{MonitorText.Number(f.Low, greatest)} to {MonitorText.Number(f.High, greatest)}" : string.Empty,
                    MonitorText.Number(f.Threshold.Value, greatest),
                ];
            }));
        if (view.Drifted.Count > MostRows)
        {
            lines.AddRange([Text($"And {view.Drifted.Count - MostRows:N0} more."), string.Empty]);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
