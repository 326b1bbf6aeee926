namespace Ingot.Core.Metrics;

/// <summary>What a metric is a property of.</summary>
public enum MetricScope
{
    /// <summary>Of rows: all of them, or a slice.</summary>
    Rows,

    /// <summary>Of the model's file, the same on every machine of a platform.</summary>
    Model,

    /// <summary>Of the model on the machine that measured it: never hashed, accepted or packed.</summary>
    Machine,
}
