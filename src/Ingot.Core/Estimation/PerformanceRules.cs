namespace Ingot.Core.Estimation;

/// <summary>When there are too few rows to say anything.</summary>
public sealed record PerformanceRules
{
    /// <summary>The defaults.</summary>
    public static PerformanceRules Default { get; } = new();

    /// <summary>Rows, of even weight, below which nothing is said. Default: 100.</summary>
    public double MinRows { get; init; } = 100;

    /// <summary>
    /// Rows of what the metric hangs on, such as of the rarer class, below which nothing is said (<see cref="EstimatedMetric.Support"/>). Default: 20, from which on
    /// normal intervals hold about what they say.
    /// </summary>
    public double MinSupport { get; init; } = 20;

    /// <summary>
    /// How wide an interval may be for "as usual" to be said, in widths of the usual range. Default: 1: an interval that is wider than the range could not have shown
    /// that the metric has left it.
    /// </summary>
    public double MaxWidth { get; init; } = 1;
}
