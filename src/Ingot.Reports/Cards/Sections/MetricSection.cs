using System.Xml.Linq;
using Ingot.Core.Metrics;
using Ingot.Core.Texts;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Cards.Sections;

/// <summary>The metrics of all rows, beside the baseline's.</summary>
internal static class MetricSection
{
    private const int MostMetrics = 200;

    public static XElement Of(CardContent content)
    {
        var (metrics, baseline) = (content.Metrics, content.Baseline);
        var all = metrics.Metrics.Where(m => m.Slice is null).ToLookup(IsOfOneClass);
        var shown = all[false].ToList();
        string[] header = baseline is null
            ? ["metric", "value#", "95 % interval#", "better is"]
            : ["metric", "value#", "95 % interval#", $"{PlainText.Short(baseline.Name, 40)}#", "change#", "better is"];
        return Section(
            "metrics",
            "Metrics",
            El(
                "p",
                Text($"On {metrics.ReferenceRows:N0} reference rows that the model did not learn from."),
                baseline is null ? null : new object[] { $" Compared with {baseline.Kind}, ", Data(baseline.Name), ". Whether a change is more than chance is for the gates to say, row by row." }),
            Table("Metrics", header, shown.Select(m => Row(m, content))),
            OfEachClass([.. all[true]], header, content));
    }

    private static bool IsOfOneClass(MetricResult metric) => metric.Name.EndsWith(']');

    private static XElement? OfEachClass(IReadOnlyList<MetricResult> metrics, string[] header, CardContent content) => metrics.Count == 0 ? null : Details(
        Text($"{metrics.Count:N0} metrics of single classes"),
        Table("Metrics of single classes", header, metrics.Take(MostMetrics).Select(m => Row(m, content))),
        metrics.Count > MostMetrics ? El("p", Class("more"), Text($"and {metrics.Count - MostMetrics:N0} more in metrics.json")) : null);

    private static object?[] Row(MetricResult metric, CardContent content)
    {
        var task = content.Metrics.Task;
        object?[] own = [Data(metric.Name), El("strong", MetricText.Value(metric, task)), MetricText.Interval(metric, task)];
        object?[] compared = content.Baseline is null
            ? []
            : content.Baseline.Find(metric) is { } before ? [MetricText.Value(before, task), Change(metric, before, content)] : [null, null];
        return [.. own, .. compared, MetricText.BetterIs(metric.Name, task)];
    }

    private static XElement? Change(MetricResult metric, MetricResult before, CardContent content)
    {
        var (task, change) = (content.Metrics.Task, metric.Value - before.Value);
        if (!double.IsFinite(change) || MetricCatalog.Find(metric.Name, task) is not { } known)
        {
            return null;
        }

        if (MetricText.Value(metric, task) == MetricText.Value(before, task))
        {
            return El("span", Class("same"), "same");
        }

        var better = change > 0 == known.HigherIsBetter;
        return El("span", Class(better ? "better" : "worse"), (change > 0 ? "+" : "−") + MetricText.InUnit(Math.Abs(change), metric.Name, task) + (better ? " better" : " worse"));
    }
}
