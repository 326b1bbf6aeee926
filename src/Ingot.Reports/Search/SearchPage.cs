using System.Globalization;
using System.Xml.Linq;
using Ingot.Core.Diagnostics;
using Ingot.Core.Texts;
using Ingot.Reports.Markup;
using Ingot.Reports.Plots;
using Ingot.Search.Reports;
using Ingot.Search.Trials;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Search;

/// <summary>What a search tried and found, as one page that needs nothing else.</summary>
public static class SearchPage
{
    private const int MostBest = 15;
    private const int MostTrials = 2000;

    /// <summary>The page: what was found, how the trials went, which parameters mattered, the best trials, all trials. It has no clock: the same report gives the same page.</summary>
    /// <param name="report">What was tried and found.</param>
    public static string ToHtml(SearchReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        XElement[] sections = [TrialSection(report), ImportanceSection(report), BestSection(report), AllSection(report), SpaceSection(report)];
        return HtmlPage.Of(
            $"{PlainText.Short(report.Model, 80)}: the search {PlainText.Short(report.Search, 80)}",
            ["card.css"],
            El(
                "header",
                El("p", Class("kind"), "Search"),
                El("h1", Data(report.Model), " ", El("span", Class("version"), Data(report.Search, 40))),
                El("p", Class("purpose"), Data(report.Conclusion, 2000))),
            Figures(report),
            HtmlPage.Contents(sections),
            sections);
    }

    private static XElement Figures(SearchReport report)
    {
        var best = report.BestTrial;
        object Interval(TrialReport trial) => double.IsFinite(trial.Low) ? El("dd", Class("interval"), $"95 % interval {Number(trial.Low)} to {Number(trial.High)}") : string.Empty;
        return El(
            "dl",
            Class("figures"),
            El("div", El("dt", $"{report.Metric}, {(best.Worth(report.HigherIsBetter).IsFeasible ? "best" : "nearest")} trial"), El("dd", Number(best.Value)), Interval(best)),
            report.Present is { } present ? El("div", El("dt", $"{report.Metric}, as the project is"), El("dd", Number(present.Value)), Interval(present)) : null,
            El("div", El("dt", "trials"), El("dd", report.Trials.Count), El("dd", Class("interval"), Text($"{report.Algorithm}, seed {report.Seed}, {report.Parallel} at once"))),
            report.Constraints is null ? null : El("div", El("dt", "keep the constraints"), El("dd", Measured(report).Count(Keeps)), El("dd", Class("interval"), Text($"of {DiagnosticText.Count(Measured(report).Count(), "measured trial")}"))),
            report.Trials.Count(t => t.State == TrialState.Failed) is > 0 and var failed ? El("div", El("dt", "failed"), El("dd", failed)) : null);
    }

    private static XElement TrialSection(SearchReport report)
    {
        var (svg, beyond) = TrialPlot.Draw(
            [.. report.Trials.Select(t => Keeps(t) ? t.Value : double.NaN)], [.. report.Trials.Select(t => Keeps(t) ? double.NaN : t.Value)], report.HigherIsBetter, report.Present?.Value ?? double.NaN, report.Metric,
            Text($"{report.Metric} of {report.Trials.Count} trials, and the best so far."));
        return Section(
            "trials",
            "Trials",
            El("div", Class("grid"), Figure(
                "The best so far",
                svg,
                new object?[]
                {
                    Key("accent", "the best so far"), report.Present is null ? null : new object[] { " ", Key("second", "as the project is") },
                    Text($" Each dot is a trial{(Measured(report).All(Keeps) ? string.Empty : ", each ring one that breaks a constraint")}. {(report.HigherIsBetter ? "Higher" : "Lower")} is better. {(beyond > 0 ? Text($"{DiagnosticText.Count(beyond, "worse trial")} {DiagnosticText.Agree(beyond, "is", "are")} beyond the edge. ") : string.Empty)}Measured on {report.MeasuredOn}; the reference rows have no part in it."),
                }),
                El(
                    "div",
                    Class("beside"),
                    El("div", Class("aside"), El("p", Text($"The best of {report.Trials.Count:N0} trials looks better than it is: it was chosen by the very rows that measured it, and the more trials there are, the more of its lead is chance. What the build measures on the reference rows counts."))))));
    }

    private static XElement ImportanceSection(SearchReport report) => Section(
        "importance",
        "Which parameters mattered",
        El("div", Class("grid"), ImportanceFigure.Of(report.Importance, report.Trials.Count)));

    private static XElement BestSection(SearchReport report)
    {
        var best = Ordered(report).Take(MostBest).ToList();
        return Section("best", "The best trials", TrialTable(report, "The best trials", best));
    }

    private static XElement AllSection(SearchReport report) => Section(
        "all",
        "All trials",
        report.Trials.Count > MostTrials ? El("p", Text($"The first {MostTrials:N0} of {report.Trials.Count:N0}; search.json has all.")) : null,
        Details(Text($"{Math.Min(report.Trials.Count, MostTrials):N0} trials"), TrialTable(report, "All trials", report.Trials.Take(MostTrials))));

    private static XElement SpaceSection(SearchReport report) => Section(
        "space",
        "What was searched",
        report.From is not { } from ? null : new object[]
        {
            El("p", Text($"{(report.FromPoints == 0 ? "No trial has a point" : report.FromPoints == 1 ? "The first trial has the best point" : Text($"The first {report.FromPoints:N0} trials have the best points"))} of earlier {(from.Any(f => f.Runs is not null) ? "runs" : "searches")}; what the points were worth there is of other rows, and has no part in it.")),
            Table(
                "Earlier searches",
                ["earlier search", "model", "trials#", "not in this space#"],
                from.Select(f => (IReadOnlyList<object?>)[f.Runs is { Count: > 0 } runs ? new object[] { El("code", Data(f.File)), El("p", Class("more"), Data(string.Join(", ", runs), 400)) } : El("code", Data(f.File)), Data($"{f.Model} {f.Search}".TrimEnd()), f.Trials, f.Outside])),
        },
        TrialCells.AskedOfAll(report.Constraints),
        Table("What was searched", ["parameter", "what it may be"], report.Space.Select(p => (IReadOnlyList<object?>)[Data(p.Key), El("code", Data(p.Value))])));

    private static IEnumerable<TrialReport> Ordered(SearchReport report) =>
        Measured(report).OrderBy(t => t.Worth(report.HigherIsBetter)).ThenBy(t => t.Number);

    private static IEnumerable<TrialReport> Measured(SearchReport report) => report.Trials.Where(t => double.IsFinite(t.Value));

    private static bool Keeps(TrialReport trial) => new TrialWorth(trial.Violation, trial.Value).IsFeasible;

    private static XElement TrialTable(SearchReport report, string label, IEnumerable<TrialReport> trials)
    {
        var shown = trials.ToList();
        var names = shown.SelectMany(t => t.Parameters.Keys).Distinct(StringComparer.Ordinal).Where(n => Differs(report, n)).ToList();
        var (hasSteps, hasFailures) = (shown.Exists(t => t.Steps is not null), shown.Exists(t => t.Failure is not null));
        List<string> measures = [.. shown.SelectMany(t => t.Measures?.Keys ?? []).Distinct(StringComparer.Ordinal).Where(m => m != report.Metric)];
        List<string> asked = report.Constraints is null ? [] : [.. measures, "breaks by"];
        List<string> header = ["trial#", report.Metric + "#", "95 % interval#", .. asked.Select(a => a + "#"), .. names.Select(n => n + "#"), "iterations kept#"];
        if (hasSteps)
        {
            header.Add("given at most#");
        }

        if (hasFailures)
        {
            header.Add("why it failed");
        }

        return Table(label, header, shown.Select(t =>
        {
            List<object?> cells =
            [
                t.Number.ToString(CultureInfo.InvariantCulture) + (t.Number == report.Best ? " ★" : string.Empty),
                Number(t.Value),
                double.IsFinite(t.Low) ? $"{Number(t.Low)} to {Number(t.High)}" : "–",
                .. asked.Count == 0 ? [] : TrialCells.Asked(t, measures),
                .. names.Select(n => t.Parameters.TryGetValue(n, out var value) ? Data(value, 40) : (object)"–"),
                t.Iterations?.ToString(CultureInfo.InvariantCulture) ?? "–",
            ];
            if (hasSteps)
            {
                cells.Add(t.Steps is [.., var last] ? last.Iterations.ToString(CultureInfo.InvariantCulture) : "–");
            }

            if (hasFailures)
            {
                cells.Add(t.Failure is { } failure ? Data(failure) : null);
            }

            return (IReadOnlyList<object?>)cells;
        }));
    }

    // What is the same for all trials needs no column.
    private static bool Differs(SearchReport report, string name) =>
        report.Trials.Select(t => t.Parameters.GetValueOrDefault(name)).Distinct(StringComparer.Ordinal).Skip(1).Any() || report.Trials.Count == 1;

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("G5", CultureInfo.InvariantCulture) : "–";
}
