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
                baseline is null ? null : new object[] { $" Compared with {baseline.Kind}, ", Data(baseline.Name), ". A change is ", El("span", Class("worse"), "red"), " where a gate failed for it, ", El("span", Class("odd"), "amber"), " where it is worse by more than chance and no gate failed, ", El("span", Class("better"), "green"), " where it is better by more than chance, and grey where it may be chance or nothing tells." }),
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
        var before = content.Baseline?.Find(metric);
        var greatest = MetricText.Greatest(before is null ? [metric] : [metric, before]);
        object?[] own = [Data(metric.Name), El("strong", MetricText.Value(metric, task, greatest)), MetricText.Interval(metric, task, greatest)];
        object?[] compared = content.Baseline is null ? []
            : before is null ? [null, null]
            : [MetricText.Value(before, task, greatest), Change(metric, before, content, greatest)];
        return [.. own, .. compared, MetricText.BetterIs(metric.Name, task)];
    }

    private static XElement? Change(MetricResult metric, MetricResult before, CardContent content, double greatest)
    {
        var (task, change) = (content.Metrics.Task, metric.Value - before.Value);
        if (!double.IsFinite(change) || MetricCatalog.Find(metric.Name, task) is not { } known)
        {
            return null;
        }

        if (MetricText.Value(metric, task, greatest) == MetricText.Value(before, task, greatest))
        {
            return El("span", Class("same"), "same");
        }

        var better = change > 0 == known.HigherIsBetter;
        var colour = ChangeWeights.Of(metric, before, better, content.Verdicts) switch
        {
            ChangeWeight.Failed => "worse",
            ChangeWeight.MoreThanChance => better ? "better" : "odd",
            _ => "same",
        };
        return El("span", Class(colour), (change > 0 ? "+" : "−") + MetricText.InUnit(Math.Abs(change), metric.Name, task, greatest) + (better ? " better" : " worse"));
    }
}
