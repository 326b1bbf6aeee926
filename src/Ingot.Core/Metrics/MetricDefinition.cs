namespace Ingot.Core.Metrics;

/// <summary>What is known of a metric without data.</summary>
/// <param name="Name">Such as <c>AUC</c>.</param>
/// <param name="HigherIsBetter">The direction: whether a greater value is the better one.</param>
/// <param name="Range">The values that it can have.</param>
/// <param name="Unit">What its values are measured in.</param>
/// <param name="Scope">What it is a property of.</param>
public sealed record MetricDefinition(
    string Name,
    bool HigherIsBetter,
    MetricRange Range,
    MetricUnit Unit = MetricUnit.None,
    MetricScope Scope = MetricScope.Rows)
{
    /// <summary>Whether its values may be below 0.</summary>
    public bool CanBeNegative => Range.Least < 0;

    /// <summary>What messages say of it beside its range.</summary>
    internal RangedValue Ranged => new(Name, HigherIsBetter, Unit, "model");
}
