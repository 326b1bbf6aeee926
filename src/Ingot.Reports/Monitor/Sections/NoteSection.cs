using System.Xml.Linq;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Monitor.Sections;

/// <summary>What is wrong with log and labels, and whatever else has to be known.</summary>
internal static class NoteSection
{
    private const int MostNotes = 200;

    public static XElement? Of(MonitorView view) => view.Report.Notes.Count == 0 ? null : Section(
        "notes",
        "Notes",
        El("ul", Class("notes"), view.Report.Notes.Take(MostNotes).Select(n => El("li", Data(n, 2000)))),
        view.Report.Notes.Count > MostNotes ? El("p", Class("more"), Text($"and {view.Report.Notes.Count - MostNotes:N0} more in monitor.json")) : null);
}
