using System.Globalization;

namespace Ingot.Core.Drift;

/// <summary>How values of other types are compared: dates as numbers, booleans and (where they are few) numbers as categories.</summary>
public static class DriftValues
{
    /// <summary>A date as microseconds since 1970, as models see it; NaN where it is missing. Exact to the microsecond until 2255.</summary>
    /// <param name="date">The date.</param>
    public static double Number(DateTime? date) =>
        date is { } d ? (d.Ticks - DateTime.UnixEpoch.Ticks) / (double)TimeSpan.TicksPerMicrosecond : double.NaN;

    /// <summary>A boolean as a category; null where it is missing.</summary>
    /// <param name="value">The value.</param>
    public static string? Category(bool? value) => value switch { true => "true", false => "false", null => null };

    /// <summary>A number as a category: the shortest text that is read as the same number.</summary>
    /// <param name="value">The value.</param>
    public static string Category(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
