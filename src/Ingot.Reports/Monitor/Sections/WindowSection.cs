using System.Xml.Linq;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Monitor.Sections;

/// <summary>What was compared with what: the window, the reference and the versions that answered.</summary>
internal static class WindowSection
{
    private const int MostVersions = 100;

    public static XElement Of(MonitorView view)
    {
        var report = view.Report;
        static XElement Fact(string what, object? value) => El("div", El("dt", what), El("dd", value));
        return Section(
            "window",
            "Window and versions",
            El(
                "dl",
                Class("facts"),
                Fact("model", Data(report.Model)),
                Fact("package", Data(report.Package)),
                Fact("window (UTC)", $"{MonitorText.Instant(report.From)} to {MonitorText.Instant(report.Before)}"),
                Fact("reference", new object[] { Data(report.Reference.Source, 400), ", version ", Data(report.Reference.Version, 60), Text($", {report.Reference.Rows:N0} rows") })),
            report.Versions.Count == 0 ? null : Table(
                "Versions",
                ["version", "rows#", "first answer (UTC)", "last answer (UTC)"],
                report.Versions.Take(MostVersions).Select(v => (IReadOnlyList<object?>)
                [
                    El("strong", Data(MonitorText.Version(v.Version), 60)), Text($"{v.Rows:N0}"), MonitorText.Instant(v.First), MonitorText.Instant(v.Last),
                ])),
            report.Versions.Count > MostVersions ? El("p", Class("more"), Text($"and {report.Versions.Count - MostVersions:N0} more in monitor.json")) : null);
    }
}
