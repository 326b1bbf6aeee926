using System.Xml.Linq;
using Ingot.Core.Drift;
using Ingot.Core.Monitoring;
using Ingot.Core.Texts;
using Ingot.Reports.Plots;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Monitor.Sections;

/// <summary>What drifted: both distributions, and drift by chunk beside them.</summary>
internal static class DriftedColumnSection
{
    private const int MostColumns = 10;
    private const int MostBins = 14;

    public static XElement? Of(MonitorView view)
    {
        // What drifted in the window as a whole, and what changed within it: the days before a change may hide it in the whole.
        var changed = view.Changes.Where(c => c is { IsSustained: true, Series.Name: MonitorCatalog.Drift }).Select(c => c.Series.Column!).ToHashSet(StringComparer.Ordinal);
        var columns = view.Columns.Where(c => c.Finding?.Outcome == DriftOutcome.Drifted || (c.Finding is not null && changed.Contains(c.Name))).ToList();
        var drifted = columns.Take(MostColumns).Select(c => (Finding: c.Finding!, Series: view.Series(MonitorCatalog.Drift, c.Name, c.Finding!.Measure), Title: c.Name)).ToList();
        if (view.Finding(MonitorCatalog.PredictionDrift) is { } answers)
        {
            // What the model answers is shown whether it drifted or not: it is what its users see.
            drifted.Add((answers, view.Series(MonitorCatalog.PredictionDrift, null, answers.Measure), string.Empty));
        }

        var shown = drifted.Where(d => d.Finding.Bins.Count > 0).ToList();
        return shown.Count == 0 ? null : Section(
            "distributions",
            "Distributions",
            El(
                "p",
                Key("faint", "upper bar: the reference"), Key("accent", "lower bar: this window"),
                "For each column that drifted, in the whole window or in a part of it, and for what the model answers. Bins of numbers are the reference's quantiles."),
            shown.Select((d, i) => Pair(view, d.Finding, d.Series, d.Title, i)),
            columns.Count > MostColumns ? El("p", Class("more"), Text($"and {columns.Count - MostColumns:N0} more columns, in the table below and in monitor.json")) : null);
    }

    private static XElement Pair(MonitorView view, DriftFinding finding, MonitorSeries series, string column, int number)
    {
        var isAnswers = column.Length == 0 && finding.Column == MonitorCatalog.PredictionDrift;
        var name = isAnswers ? "what the model answers" : PlainText.Short(column, 60);
        var bars = Bars(finding);
        var svg = PairedBarPlot.Draw(
            Text($"distribution-{number}"), $"Distribution of {name}", bars, "The share of rows in each bin, of the reference and of this window.");
        var threshold = finding.Threshold.Value;
        var greatest = MetricText.Greatest([finding.Effect, finding.Low, finding.High, threshold]);
        string Number(double value) => MonitorText.Number(value, greatest);
        return El(
            "div",
            Class("grid pair"),
            El(
                "figure",
                El("h3", isAnswers ? "What the model answers" : Data(column, 60), " ", El("span", Class("chip " + DriftChip.Style(finding.Outcome)), MonitorText.Name(finding.Outcome))),
                svg,
                El("figcaption", Text($"{PlainText.Short(finding.Measure, 40)} {Number(finding.Effect)}"), double.IsFinite(finding.Low) && double.IsFinite(finding.High) ? Text($" ({Number(finding.Low)} to {Number(finding.High)})") : null, Text($", threshold {Number(threshold)}; {finding.CurrentRows:N0} rows against {finding.ReferenceRows:N0}."), finding.Notes.Take(5).Select(n => new object[] { " ", Data(n, 300) })),
                Details("Numbers", Bins(finding, name))),
            DriftSection.Of(view, series, Text($"column-{number}"), "By chunk", $"Drift of {name} by chunk"));
    }

    private static List<PairedBar> Bars(DriftFinding finding)
    {
        // Numbers keep their order; of categories, those that few rows have are counted together.
        var isNumber = finding.Bins.Any(b => b.Kind == DriftBinKind.Range);
        var shown = isNumber || finding.Bins.Count <= MostBins
            ? finding.Bins
            : [.. finding.Bins.Select((b, i) => (Bin: b, Number: i)).OrderByDescending(b => Math.Max(b.Bin.ReferenceShare, b.Bin.CurrentShare)).ThenBy(b => b.Number).Take(MostBins - 1).OrderBy(b => b.Number).Select(b => b.Bin)];
        List<PairedBar> bars = [.. shown.Take(isNumber ? 2 * MostBins : MostBins).Select(b => new PairedBar(DriftText.Bin(b, finding), b.ReferenceShare, b.CurrentShare))];
        var others = finding.Bins.Except(shown).ToList();
        if (others.Count > 0)
        {
            bars.Add(new PairedBar(Text($"{others.Count:N0} others"), others.Sum(b => b.ReferenceShare), others.Sum(b => b.CurrentShare)));
        }

        return bars;
    }

    private static XElement Bins(DriftFinding finding, string name) => Table(
        $"Distribution of {name}",
        ["value", "reference#", "rows#", "this window#", "rows#"],
        finding.Bins.Take(100).Select(b => (IReadOnlyList<object?>)
        [
            Data(DriftText.Bin(b, finding), 60), MonitorText.Share(b.ReferenceShare), Text($"{b.ReferenceRows:N0}"), MonitorText.Share(b.CurrentShare), Text($"{b.CurrentRows:N0}"),
        ]));
}
