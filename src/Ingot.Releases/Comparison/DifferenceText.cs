using System.Globalization;
using Ingot.Core;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Texts;

namespace Ingot.Releases.Comparison;

/// <summary>The difference of two versions, for people and for scripts.</summary>
public static class DifferenceText
{
    /// <summary>In Markdown, for a pull request or a release's notes.</summary>
    /// <param name="difference">The difference.</param>
    /// <param name="all">Whether the metrics of slices that no gate names are shown too.</param>
    public static string ToMarkdown(VersionDifference difference, bool all = false)
    {
        var (before, after) = (difference.Before, difference.After);
        List<string> lines =
        [
            $"## {MarkdownText.Plain(before.Package)} {MarkdownText.Plain(before.Version)} → {(after.Package == before.Package ? string.Empty : MarkdownText.Plain(after.Package) + " ")}{MarkdownText.Plain(after.Version)}",
            string.Empty,
        ];
        if (difference.IsSameModel)
        {
            lines.AddRange(["Both carry the same ONNX file.", string.Empty]);
        }

        lines.AddRange(["### Contract", string.Empty]);
        if (difference.Contract.Count == 0)
        {
            lines.AddRange(["Inputs and outputs are the same.", string.Empty]);
        }
        else
        {
            MarkdownText.Table(lines, ["what", "before", "after", "breaks applications"], difference.Contract.Select(c => (IReadOnlyList<string>)
                [MarkdownText.Plain(c.What), MarkdownText.Plain(c.Before ?? "none"), MarkdownText.Plain(c.After ?? "gone"), c.IsBreaking ? "**yes**" : "no"]));
        }

        lines.AddRange(
        [
            "### Metrics",
            string.Empty,
            string.Create(CultureInfo.InvariantCulture, $"As each version measured itself before it was packed, on {before.Metrics.ReferenceRows:N0} and {after.Metrics.ReferenceRows:N0} reference rows; 95 % intervals. The versions are not compared row by row here: a gate with MaxRegression does that."),
            string.Empty,
        ]);
        var (shown, folded) = new GatedMetrics(before.Verdicts.Concat(after.Verdicts)).Order(difference.Metrics, m => m.Name, m => m.Slice, all);
        MarkdownText.Table(lines, ["metric", "slice", "before", "after", "difference", ""], shown.Select(m => (IReadOnlyList<string>)
        [
            MarkdownText.Plain(m.Name),
            m.Slice is null ? "all rows" : MarkdownText.Plain(m.Slice),
            Value(m.Before, before.Metrics, Greatest(m)),
            Value(m.After, after.Metrics, Greatest(m)),
            double.IsFinite(m.Difference) ? (m.Difference > 0 ? "+" : string.Empty) + MetricText.InUnit(m.Difference, m.Name, after.Metrics.Task, Greatest(m)) : string.Empty,
            Judgement(m, after.Metrics),
        ]));
        if (folded > 0)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{folded:N0} more on slices that no gate names: --all shows them."));
        }

        return string.Join('\n', lines).TrimEnd('\n') + "\n";
    }

    /// <summary>As JSON.</summary>
    public static string ToJson(VersionDifference difference)
    {
        return JsonFormat.Write(
            new
            {
                before = new { package = difference.Before.Package, version = difference.Before.Version, onnxSha256 = difference.Before.Metrics.OnnxSha256 },
                after = new { package = difference.After.Package, version = difference.After.Version, onnxSha256 = difference.After.Metrics.OnnxSha256 },
                sameModel = difference.IsSameModel,
                contract = difference.Contract,
                metrics = difference.Metrics.Select(m => new
                {
                    name = m.Name,
                    slice = m.Slice,
                    before = m.Before?.Value,
                    after = m.After?.Value,
                    difference = m.Difference,
                }),
            });
    }

    private static string Judgement(MetricChange change, MetricsReport report) =>
        !double.IsFinite(change.Difference) || change.Difference == 0 || MetricCatalog.Find(change.Name, report.Task) is not { } metric ? string.Empty
        : change.Difference > 0 == metric.HigherIsBetter ? "better" : "worse";

    private static double Greatest(MetricChange change) => MetricText.Greatest(new[] { change.Before, change.After }.OfType<MetricResult>());

    private static string Value(MetricResult? metric, MetricsReport report, double greatest) => metric is null ? string.Empty
        : MetricText.Interval(metric, report.Task, greatest) is { Length: > 0 } interval ? $"{MetricText.Value(metric, report.Task, greatest)} ({interval})"
        : MetricText.Value(metric, report.Task, greatest);
}
