using System.Globalization;
using Ingot.Core.Metrics;

namespace Ingot.Core.Gates;

/// <summary>Numbers with units, as gates write them: <c>0.84</c>, <c>5MB</c>, <c>2ms</c>.</summary>
internal static class Quantity
{
    private static readonly Dictionary<MetricUnit, (string Suffix, double Factor)[]> Units = new()
    {
        [MetricUnit.None] = [],
        [MetricUnit.Bytes] = [("KIB", 1024), ("MIB", 1048576), ("GIB", 1073741824), ("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("B", 1)],
        [MetricUnit.Seconds] = [("US", 1e-6), ("MS", 1e-3), ("S", 1)],
        [MetricUnit.PerSecond] = [("/S", 1)],
    };

    /// <summary>Reads a number in a unit that the metric has; null when it cannot be read.</summary>
    public static double? Parse(string text, MetricUnit unit)
    {
        var trimmed = text.Trim().ToUpperInvariant();
        var (suffix, factor) = Units[unit].FirstOrDefault(u => trimmed.EndsWith(u.Suffix, StringComparison.Ordinal), (string.Empty, 1));
        var number = trimmed[..^suffix.Length].TrimEnd();
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value * factor
            : null;
    }

    /// <summary>What a threshold of this unit may look like.</summary>
    public static string Expected(MetricUnit unit) => unit switch
    {
        MetricUnit.Bytes => "a size such as 5MB or 512KiB",
        MetricUnit.Seconds => "a time such as 2ms, 500us or 0.5s",
        MetricUnit.PerSecond => "a number of rows a second such as 50000",
        _ => "a number such as 0.84, without a unit",
    };

    /// <summary>A value as messages write it.</summary>
    public static string Format(double value, MetricUnit unit) => unit switch
    {
        MetricUnit.Bytes => string.Create(CultureInfo.InvariantCulture, $"{value:N0} bytes"),
        MetricUnit.Seconds => string.Create(CultureInfo.InvariantCulture, $"{value * 1000:0.###} ms"),
        MetricUnit.PerSecond => string.Create(CultureInfo.InvariantCulture, $"{value:N0}/s"),
        _ => Math.Abs(value) >= 100
            ? value.ToString("0.00", CultureInfo.InvariantCulture)
            : value.ToString("0.0000", CultureInfo.InvariantCulture),
    };
}
