namespace Ingot.Core.Estimation;

/// <summary>Why nothing can be said of a metric.</summary>
public enum NotYetReason
{
    /// <summary>Something is said.</summary>
    None,

    /// <summary>There is no row.</summary>
    NoRows,

    /// <summary>There are fewer than <see cref="PerformanceRules.MinRows"/>.</summary>
    TooFewRows,

    /// <summary>There are fewer than <see cref="PerformanceRules.MinSupport"/> of what the metric hangs on, such as rows of the rarer class.</summary>
    TooFewOfClass,

    /// <summary>The rows do not define the metric, or not its error.</summary>
    Undefined,

    /// <summary>The value is in the usual range, but its interval is wider than <see cref="PerformanceRules.MaxWidth"/> allows.</summary>
    IntervalTooWide,

    /// <summary>The reference does not tell what is usual.</summary>
    NoRange,
}
