using System.Xml.Linq;
using Ingot.Reports.Plots;
using Ingot.Simulation.Demo;
using Ingot.Simulation.Loop;
using OxyPlot;

namespace Ingot.Simulation.Report;

/// <summary>The picture of a year, by the plots of the reports: what the answers were worth, what was seen of it, and what was done.</summary>
internal static class YearPicture
{
    private const double Scale = 2;
    private const double Heading = 26;
    private const double DriftThreshold = 0.1;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    // The light colours of the reports: the picture stands on pages of any kind.
    private const string Style = """
        .f-ink { fill: #1c2430; } .f-muted { fill: #566072; } .f-grid { fill: #e3e7ee; } .f-accent { fill: #2563c9; } .f-second { fill: #c2570c; } .f-third { fill: #0d8a7a; } .f-faint { fill: #9aa6b8; } .f-bad { fill: #c02626; }
        .s-ink { stroke: #1c2430; } .s-muted { stroke: #566072; } .s-grid { stroke: #e3e7ee; } .s-accent { stroke: #2563c9; } .s-second { stroke: #c2570c; } .s-third { stroke: #0d8a7a; } .s-faint { stroke: #9aa6b8; } .s-bad { stroke: #c02626; }
        text { font-family: system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
        """;

    /// <summary>Writes <c>year.svg</c> into a folder.</summary>
    public static void Write(DemoResult result, string folder)
    {
        var (plan, events) = (result.Year.Plan, result.Year.Events);
        (DateTimeOffset At, string Label)[] changes =
        [
            .. ((int? Week, string Label)[])[(plan.DriftWeek, "prices"), (plan.ConceptWeek, "meaning"), (plan.BadReleaseWeek, "bad")]
                is var all ? all.Where(c => c.Week < plan.Weeks).Select(c => (plan.StartOf(c.Week!.Value), c.Label)) : [],
        ];
        (DateTimeOffset At, string Label)[] deeds =
        [
            .. events.Where(e => e.Kind is YearEventKind.Promoted or YearEventKind.RolledBack)
                .Select(e => (plan.StartOf(e.Week + 1), e.Kind == YearEventKind.Promoted ? e.Text.Split(' ')[0] : "taken back")),
        ];
        TimeScale Time((DateTimeOffset At, string Label)[] marks) => new(plan.StartOf(0), plan.StartOf(plan.Weeks), marks);
        double Middle(int week) => Time([]).Of(plan.StartOf(week).AddDays(3.5));
        double End(int week) => Time([]).Of(plan.StartOf(week + 1));
        TimelinePoint Plain(double x, double value) => new(x, value, double.NaN, double.NaN, false);

        var truth = TimelinePlot.Draw(
            "truth", "What the answers were worth", "AUC by week", Time(changes),
            [
                new TimelineSeries([.. result.Unwatched.Select((a, w) => Plain(Middle(w), a))], PlotColour.Second, LineStyle.Dash),
                new TimelineSeries([.. result.Year.Auc.Select((a, w) => Plain(Middle(w), a))], PlotColour.Accent),
            ],
            [], "The AUC of each week's answers, by what came of all customers.", height: TimelinePlot.Low);
        var seen = TimelinePlot.Draw(
            "seen", "What the monitor saw", "AUC in the window", Time(deeds),
            [
                new TimelineSeries([.. result.Looks.Select(l => Plain(End(l.Week), l.Estimated?.Value ?? double.NaN))], PlotColour.Third, LineStyle.Dash),
                new TimelineSeries(
                    [.. result.Looks.Select(l => new TimelinePoint(End(l.Week), l.Auc?.Value ?? double.NaN, l.Auc?.Low ?? double.NaN, l.Auc?.High ?? double.NaN, l.Failed.Any(f => f.StartsWith("AUC", StringComparison.Ordinal))))],
                    PlotColour.Accent),
            ],
            [], "The AUC on the rows whose labels had come, with 95 % intervals, and as estimated without labels.", height: TimelinePlot.Low);
        var drift = TimelinePlot.Draw(
            "drift", "How far prices were from the reference", "Wasserstein distance; KS of a small reference", Time(deeds),
            [new TimelineSeries(
                [.. result.Looks.Select(l => new TimelinePoint(End(l.Week), l.Drift?.Value ?? double.NaN, l.Drift?.Low ?? double.NaN, l.Drift?.High ?? double.NaN, l.Drift?.Low > DriftThreshold))],
                PlotColour.Accent)],
            [(DriftThreshold, PlotColour.Bad, LineStyle.Dash)], "The drift of monthly_charges in each window with 95 % intervals and the threshold.", fromZero: true, height: TimelinePlot.Low);

        (string Heading, XElement? Plot)[] panels =
        [
            ("Worth of the answers: with the loop, and first release alone (dashed)", truth),
            ("What was seen of it: on labels, and estimated without (dashed)", seen),
            ("Drift of prices from the reference of the model that serves", drift),
        ];
        var height = panels.Length * (TimelinePlot.Low + Heading) * Scale;
        var picture = new XElement(
            Svg + "svg", new XAttribute("width", PlotStyle.Width * Scale), new XAttribute("height", height), new XAttribute("viewBox", FormattableString.Invariant($"0 0 {PlotStyle.Width} {height / Scale}")),
            new XElement(Svg + "style", Style),
            new XElement(Svg + "rect", new XAttribute("width", "100%"), new XAttribute("height", "100%"), new XAttribute("fill", "#ffffff")));
        foreach (var (panel, index) in panels.Select((p, i) => (p, i)))
        {
            var top = index * (TimelinePlot.Low + Heading);
            picture.Add(new XElement(
                Svg + "text", new XAttribute("x", 4), new XAttribute("y", top + 17), new XAttribute("font-size", 8.6), new XAttribute("font-weight", 600), new XAttribute("class", "f-ink"), panel.Heading));
            if (panel.Plot is { } plot)
            {
                plot.SetAttributeValue("x", 0);
                plot.SetAttributeValue("y", top + Heading);
                plot.SetAttributeValue("width", PlotStyle.Width);
                plot.SetAttributeValue("height", TimelinePlot.Low);
                picture.Add(InSvg(plot));
            }
        }

        new XDocument(picture).Save(Path.Combine(folder, "year.svg"));
    }

    private static XElement InSvg(XElement element) => new(
        Svg + element.Name.LocalName, element.Attributes(), element.Nodes().Select(n => n is XElement child ? (object)InSvg(child) : n));
}
