using Ingot.Core.Metrics;

namespace Ingot.Reports.Cards;

/// <summary>What a model is compared with.</summary>
/// <param name="Name">Such as <c>1.3.0</c>.</param>
/// <param name="Kind">What it is, such as <c>the released package</c>.</param>
/// <param name="Metrics">Its metrics on the same reference rows.</param>
public sealed record CardBaseline(string Name, string Kind, IReadOnlyList<MetricResult> Metrics)
{
    /// <summary>The same metric of the baseline; null when it has none.</summary>
    /// <param name="metric">A metric of the model.</param>
    public MetricResult? Find(MetricResult metric) =>
        Metrics.FirstOrDefault(m => m.Name == metric.Name && m.Slice == metric.Slice && m.Data == metric.Data);
}
