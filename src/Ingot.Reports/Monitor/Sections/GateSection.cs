using System.Xml.Linq;
using Ingot.Core.Gates;
using Ingot.Reports.Markup;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Monitor.Sections;

/// <summary>What the monitor gates decided.</summary>
internal static class GateSection
{
    public static XElement Of(MonitorView view) => Section(
        "gates",
        "Gates",
        view.Report.Verdicts.Count == 0
            ? El("p", "The project has no monitor gates, so nobody judged this window.")
            : VerdictList.Of(view.Report.Verdicts, MonitorText.Name, "monitor.json"));

    /// <summary>The one line that says how the model is.</summary>
    public static XElement Banner(MonitorView view)
    {
        var (style, title) = Standing(view.Report.Verdicts);
        return El("p", Class("banner " + style), El("strong", title), " ", El("span", MonitorText.Counts(view.Report.Verdicts), "; ", HealthFigures.Drift(view), ChangeSection.First(view)));
    }

    // What is only not known yet neither passed nor failed.
    private static (string Style, string Title) Standing(IReadOnlyList<Verdict> verdicts) =>
        verdicts.Count == 0 ? ("doubtful", "Not judged")
        : verdicts.Any(v => v.Outcome == GateOutcome.Failed) ? ("failed", "Failed")
        : verdicts.Any(v => v.Outcome == GateOutcome.Inconclusive && !MonitorText.IsNotYet(v)) ? ("doubtful", "Cannot tell")
        : verdicts.Any(v => v.Outcome != GateOutcome.Passed) ? ("doubtful", verdicts.Any(v => v.Outcome == GateOutcome.Passed) ? "Passed as far as is known" : "Not yet")
        : ("passed", "Passed");
}
