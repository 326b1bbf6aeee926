using System.Globalization;
using System.Xml.Linq;
using Ingot.Core.Texts;
using Ingot.Reports.Markup;
using Ingot.Reports.Plots;
using Ingot.Search.Reports;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Search;

/// <summary>What AutoML tried and chose, as one page that needs nothing else.</summary>
public static class LeaderboardPage
{
    private const int MostDrawn = 15;
    private const int MostRows = 2000;

    // The trainer of every row, and what differs.
    private const string Trainer = "Trainer";

    /// <summary>The page: what was chosen, the leaderboard, which parameters mattered, what was searched. It has no clock: the same report gives the same page.</summary>
    /// <param name="report">What was tried and chosen.</param>
    public static string ToHtml(LeaderboardReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        XElement[] sections = [BoardSection(report), ChosenSection(report), AllSection(report), ImportanceSection(report), SpaceSection(report)];
        return HtmlPage.Of(
            $"{PlainText.Short(report.Model, 80)}: the leaderboard",
            ["card.css"],
            El(
                "header",
                El("p", Class("kind"), "Leaderboard"),
                El("h1", Data(report.Model)),
                El("p", Class("purpose"), Data(report.Conclusion, 2000))),
            Figures(report),
            HtmlPage.Contents(sections),
            sections);
    }

    private static XElement Figures(LeaderboardReport report)
    {
        object? Interval(double low, double high) => double.IsFinite(low) ? El("dd", Class("interval"), $"95 % interval {Number(low)} to {Number(high)}") : null;
        var best = report.Rows[0].Trial;
        return El(
            "dl",
            Class("figures"),
            report.Reference is { } r ? El("div", El("dt", $"{report.Metric}, {r.Rows.ToString("N0", CultureInfo.InvariantCulture)} reference rows"), El("dd", Number(r.Value)), Interval(r.Low, r.High)) : null,
            report.Ensemble is { IsTaken: true } e ? El("div", El("dt", $"{report.Metric}, the ensemble"), El("dd", Number(e.Value)), Interval(e.Low, e.High)) : null,
            El("div", El("dt", $"{report.Metric}, the {(report.IsKept ? "best" : "nearest")} single one"), El("dd", Number(best.Value)), Interval(best.Low, best.High)),
            report.Constant is { } c ? El("div", El("dt", $"{report.Metric}, a constant"), El("dd", Number(c.Value)), El("dd", Class("interval"), "what every model must beat")) : null,
            report.Constraints is null ? null : El("div", El("dt", "keep the constraints"), El("dd", report.Rows.Count(r => Keeps(report, r.Trial))), El("dd", Class("interval"), Text($"of {report.Rows.Count:N0}"))),
            El("div", El("dt", "tried"), El("dd", report.Rows.Count), El("dd", Class("interval"), Text($"seed {report.Seed}"))));
    }

    private static XElement BoardSection(LeaderboardReport report)
    {
        var drawn = report.Rows.Where(r => double.IsFinite(r.Trial.Value)).Take(MostDrawn).ToList();
        var (isBroken, brokenMark) = (drawn.Exists(r => !Keeps(report, r.Trial)), " ✗");
        List<ForestRow> rows = [.. drawn.Select((r, i) => Drawn(Called(r.Trial) + (r.Weight > 0 && report.Ensemble is { IsTaken: true } ? " ●" : string.Empty) + (Keeps(report, r.Trial) ? string.Empty : brokenMark), r.Trial.Value, r.Trial.Low, r.Trial.High))];
        if (report.Ensemble is { } e)
        {
            rows.Insert(0, Drawn(e.IsTaken ? "ensemble ★" : "ensemble", e.Value, e.Low, e.High));
        }

        var svg = ForestPlot.Draw(
            "leaderboard", "Leaderboard", report.Metric, rows, reference: null,
            $"{report.Metric} of what was tried, with 95 % intervals, the best first{(report.Constraints is null ? string.Empty : " of those that keep the constraints")}.");
        return Section(
            "leaderboard",
            "Leaderboard",
            El("div", Class("grid"), Figure(
                "The best of what was tried",
                svg,
                Text($"{(report.HigherIsBetter ? "Higher" : "Lower")} is better. Measured on {report.MeasuredOn}; the reference rows had no part in the choice.{(report.Ensemble is { IsTaken: true } ? " ● is a member of the ensemble." : string.Empty)}{(isBroken ? " ✗ breaks a constraint, and stands behind those that keep all." : string.Empty)}{(report.Rows.Count > MostDrawn ? Text($" The first {MostDrawn} of {report.Rows.Count:N0}.") : string.Empty)}")),
                El(
                    "div",
                    Class("beside"),
                    El("div", Class("aside"), El("p", Text($"The best of {report.Rows.Count:N0} looks better than it is: it was chosen by the very rows that measured it. Where intervals overlap, the order is mostly chance.{(report.Reference is { } r ? Text($" What was chosen has {report.Metric} {Number(r.Value)} on the reference rows, which tell the truth.") : string.Empty)}"))))));
    }

    private static XElement ChosenSection(LeaderboardReport report) => Section(
        "chosen",
        "What was chosen",
        Table(
            "What was chosen",
            ["trainer", "counts#", "parameters"],
            report.Chosen.Select(c => (IReadOnlyList<object?>)[Data(c.Name), c.Weight?.ToString(CultureInfo.InvariantCulture) ?? "–", El("code", Data(string.Join(' ', c.Parameters.Select(p => $"{p.Key}=\"{p.Value}\"")), 1000))])),
        El("p", report.Ensemble switch
        {
            { } e => Text($"On rows that had no part in choosing it, the ensemble's loss of a row is {e.EnsembleLoss:G5} and that of the best single trainer {e.SingleLoss:G5}: {Math.Abs(e.Gain):G3} {(e.Gain < 0 ? "higher" : "lower")}, with a standard error of {e.StandardError:G2}. It is taken when it is lower by more than one standard error{(e.IsTaken ? string.Empty : e.Violation is 0 ? ", and so was not" : " and keeps the constraints, and so was not")}."),
            null => Text($"No ensemble was looked for, since {report.WhySingle ?? "only one trainer gave a number"}."),
        }));

    private static XElement AllSection(LeaderboardReport report)
    {
        var shown = report.Rows.Take(MostRows).ToList();
        var names = shown.SelectMany(r => r.Trial.Parameters.Keys).Distinct(StringComparer.Ordinal).Where(n => n != Trainer).Order(StringComparer.Ordinal).ToList();
        var hasFailures = shown.Exists(r => r.Trial.Failure is not null);
        List<string> asked = report.Constraints is null ? [] : [.. report.Measures, "breaks by"];
        List<string> header = ["trial#", "trainer#", report.Metric + "#", "95 % interval#", .. asked.Select(a => a + "#"), "in the ensemble#", .. names.Select(n => n + "#"), "iterations kept#"];
        if (hasFailures)
        {
            header.Add("why it failed");
        }

        return Section(
            "all",
            "Everything that was tried",
            report.Rows.Count > MostRows ? El("p", Text($"The first {MostRows:N0} of {report.Rows.Count:N0}; leaderboard.json has all.")) : null,
            Details(Text($"{shown.Count:N0} rows"), Table("Everything that was tried", header, shown.Select(r =>
            {
                List<object?> cells =
                [
                    r.Trial.Number == 0 ? "default" : r.Trial.Number.ToString(CultureInfo.InvariantCulture),
                    Data(r.Trial.Parameters.GetValueOrDefault(Trainer, "–"), 40),
                    Number(r.Trial.Value),
                    double.IsFinite(r.Trial.Low) ? $"{Number(r.Trial.Low)} to {Number(r.Trial.High)}" : "–",
                    .. asked.Count == 0 ? [] : TrialCells.Asked(r.Trial, report.Measures),
                    r.Weight > 0 ? r.Weight.ToString(CultureInfo.InvariantCulture) : "–",
                    .. names.Select(n => r.Trial.Parameters.TryGetValue(n, out var value) ? Data(value, 40) : (object)"–"),
                    r.Trial.Iterations?.ToString(CultureInfo.InvariantCulture) ?? "–",
                ];
                if (hasFailures)
                {
                    cells.Add(r.Trial.Failure is { } failure ? Data(failure) : null);
                }

                return (IReadOnlyList<object?>)cells;
            }))));
    }

    private static XElement ImportanceSection(LeaderboardReport report) => Section(
        "importance",
        "Which parameters mattered",
        El("div", Class("grid"), ImportanceFigure.Of(report.Importance, report.Rows.Count)));

    private static XElement SpaceSection(LeaderboardReport report) => Section(
        "space",
        "What was searched",
        TrialCells.AskedOfAll(report.Constraints),
        Table("What was searched", ["parameter", "what it may be"], report.Space.Select(p => (IReadOnlyList<object?>)[Data(p.Key), El("code", Data(p.Value))])));

    private static bool Keeps(LeaderboardReport report, TrialReport trial) => double.IsFinite(trial.Value) && trial.Worth(report.HigherIsBetter).IsFeasible;

    private static ForestRow Drawn(string name, double value, double low, double high) => new(name, value, low, high, Number(value));

    private static string Called(TrialReport trial) => $"{(trial.Number == 0 ? "default" : trial.Number.ToString(CultureInfo.InvariantCulture))} {PlainText.Short(trial.Parameters.GetValueOrDefault(Trainer, string.Empty), 24)}";

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("G5", CultureInfo.InvariantCulture) : "–";
}
