using Ingot.Core.Diagnostics;

namespace Ingot.Core.Behaviour;

/// <summary>A model that was trained some time ago must be nearly as good: it is trained without the newest rows.</summary>
/// <param name="Name">A name for it.</param>
/// <param name="Metric">Metadata <c>Metric</c>.</param>
/// <param name="Age">Metadata <c>Age</c>, such as <c>90d</c>: how much of the newest rows is left out.</param>
/// <param name="MaxRegression">Metadata <c>MaxRegression</c>: how much worse it may be, in the metric's own unit.</param>
/// <param name="Location">Where the item stands.</param>
public sealed record StalenessTest(string Name, string Metric, TimeSpan Age, double MaxRegression, SourceLocation Location)
    : ComparisonTest(Name, Location)
{
    /// <summary>Metadata <c>Timestamp</c>: the column that says when a row was true; null: the one whose role it is.</summary>
    public string? Timestamp { get; init; }
}
