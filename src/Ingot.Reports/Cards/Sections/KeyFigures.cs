using System.Xml.Linq;
using Ingot.Core.Metrics;
using Ingot.Core.Texts;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Cards.Sections;

/// <summary>The few numbers that a reader looks for first.</summary>
internal static class KeyFigures
{
    public static XElement? Of(CardContent content)
    {
        var metrics = content.Metrics;
        var shown = MainMetric.KeyFigures(metrics.Task).Select(n => metrics.Metrics.FirstOrDefault(m => m.Name == n && m.Slice is null)).OfType<MetricResult>()
            .Where(m => double.IsFinite(m.Value)).ToList();
        return shown.Count == 0 ? null : El("dl", Class("figures"), shown.Select(m => El(
            "div",
            El("dt", m.Name),
            El("dd", MetricText.Value(m, metrics.Task)),
            MetricText.Interval(m, metrics.Task) is { Length: > 0 } interval ? El("dd", Class("interval"), interval) : null)));
    }
}
