using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Texts;

namespace Ingot.Pipeline.Gate;

/// <summary>What the model is worth, in one line: whoever tries something wants to see at once what it did.</summary>
internal static class KeyFigures
{
    /// <summary>The line; null when nothing was measured on rows.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="evidence">What was measured, and what it is compared with.</param>
    public static string? Of(string model, GateEvidence evidence)
    {
        var (metrics, main) = (evidence.Metrics, MainMetric.NameIn(evidence.Metrics));
        var figures = MainMetric.KeyFigures(metrics.Task).Prepend(main).Distinct(StringComparer.Ordinal)
            .Select(name => Find(metrics.Metrics, name)).OfType<MetricResult>().Where(m => double.IsFinite(m.Value))
            .Select(m => m.Name == main ? Main(m, evidence) : $"{m.Name} {MetricText.Value(m, metrics.Task)}").ToList();
        return figures.Count == 0 ? null : $"{model}: {string.Join(", ", figures)}";
    }

    private static string Main(MetricResult main, GateEvidence evidence)
    {
        var task = evidence.Metrics.Task;
        var interval = MetricText.Interval(main, task);
        var (before, whose) = evidence.Release is { Metrics: { } released } ? (Find(released.Metrics, main.Name), "the release") : (Find(evidence.Accepted?.Metrics ?? [], main.Name), "accepted");
        List<string> beside = [.. interval.Length == 0 ? Array.Empty<string>() : [interval], .. before is null ? Array.Empty<string>() : [$"{whose} {MetricText.Value(before, task)}"]];
        return $"{main.Name} {MetricText.Value(main, task)}{(beside.Count == 0 ? string.Empty : $" ({string.Join("; ", beside)})")}";
    }

    private static MetricResult? Find(IReadOnlyList<MetricResult> metrics, string name) => metrics.FirstOrDefault(m => m.Name == name && m.Slice is null);
}
