namespace Ingot.Core.Metrics;

/// <summary>What a metric's value is measured in.</summary>
public enum MetricUnit
{
    /// <summary>A plain number.</summary>
    None,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>Seconds.</summary>
    Seconds,

    /// <summary>Rows a second.</summary>
    PerSecond,
}
