namespace Ingot.Core.Metrics;

/// <summary>What is known of a metric without data.</summary>
/// <param name="Name">Such as <c>AUC</c>.</param>
/// <param name="HigherIsBetter">The direction: whether a greater value is the better one.</param>
/// <param name="Unit">What its values are measured in.</param>
/// <param name="Scope">What it is a property of.</param>
/// <param name="CanBeNegative">Whether its values may be below 0.</param>
public sealed record MetricDefinition(
    string Name,
    bool HigherIsBetter,
    MetricUnit Unit = MetricUnit.None,
    MetricScope Scope = MetricScope.Rows,
    bool CanBeNegative = false);
