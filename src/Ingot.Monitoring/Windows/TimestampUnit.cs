namespace Ingot.Monitoring.Windows;

/// <summary>What numbers that stand for times count since 1970 in UTC.</summary>
public enum TimestampUnit
{
    /// <summary>The column holds times or texts in ISO 8601; numbers are refused.</summary>
    None,

    /// <summary>Seconds.</summary>
    Seconds,

    /// <summary>Milliseconds.</summary>
    Milliseconds,

    /// <summary>Microseconds.</summary>
    Microseconds,
}
