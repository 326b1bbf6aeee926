using System.Xml.Linq;
using Ingot.Core.Drift;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Monitor.Sections;

/// <summary>The word of an outcome, in its colour.</summary>
internal static class DriftChip
{
    public static XElement? Of(DriftOutcome? outcome) => outcome is { } known ? El("span", Class("chip " + Style(known)), MonitorText.Name(known)) : null;

    /// <summary>The class of the style sheet.</summary>
    public static string Style(DriftOutcome outcome) => outcome switch
    {
        DriftOutcome.Drifted => "failed",
        DriftOutcome.Unclear => "inconclusive",
        DriftOutcome.Stable => "passed",
        _ => "skipped",
    };
}
