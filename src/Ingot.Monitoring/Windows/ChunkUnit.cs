namespace Ingot.Monitoring.Windows;

/// <summary>How a window is cut into chunks.</summary>
public enum ChunkUnit
{
    /// <summary>Hours of UTC.</summary>
    Hour,

    /// <summary>Days of UTC.</summary>
    Day,

    /// <summary>Weeks of UTC, from Monday on.</summary>
    Week,

    /// <summary>Months of UTC.</summary>
    Month,

    /// <summary>So many rows each, in the order of time; the last chunk may be short.</summary>
    Rows,
}
