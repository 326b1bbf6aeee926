using System.Globalization;

namespace Ingot.Core.Metrics;

/// <summary>Numbers with units, as gates write them: <c>0.84</c>, <c>5MB</c>, <c>2ms</c>.</summary>
public static class Quantity
{
    private static readonly Dictionary<MetricUnit, (string Suffix, double Factor)[]> Units = new()
    {
        [MetricUnit.None] = [],
        [MetricUnit.Bytes] = [("KIB", 1024), ("MIB", 1048576), ("GIB", 1073741824), ("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("B", 1)],
        [MetricUnit.Seconds] = [("US", 1e-6), ("MS", 1e-3), ("S", 1), ("MIN", 60), ("H", 3600), ("D", 86400)],
        [MetricUnit.PerSecond] = [("/S", 1)],
    };

    /// <summary>
    /// Reads a number in a unit that the metric has; null when it cannot be read. A time must have its unit: 20 would be
    /// 20 seconds, and a gate that was meant in milliseconds would always pass.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="unit">The unit.</param>
    public static double? Parse(string text, MetricUnit unit)
    {
        var trimmed = text.Trim().ToUpperInvariant();
        var (suffix, factor) = Units[unit].FirstOrDefault(u => trimmed.EndsWith(u.Suffix, StringComparison.Ordinal), (string.Empty, 1));
        var number = trimmed[..^suffix.Length].TrimEnd();
        return (suffix.Length > 0 || unit != MetricUnit.Seconds)
            && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value * factor
            : null;
    }

    /// <summary>What a threshold of this unit may look like.</summary>
    public static string Expected(MetricUnit unit) => unit switch
    {
        MetricUnit.Bytes => "a size such as 5MB or 512KiB",
        MetricUnit.Seconds => "a time such as 2ms, 0.5s or 6h",
        MetricUnit.PerSecond => "a number of rows a second such as 50000/s",
        _ => "a number such as 0.84, without a unit",
    };

    /// <summary>A value as messages write it.</summary>
    public static string Format(double value, MetricUnit unit) => Format(value, unit, 0);

    /// <summary>Two values with as many digits as it takes to tell them apart, so that no message says "0.8400 is under 0.8400".</summary>
    public static (string First, string Second) FormatApart(double first, double second, MetricUnit unit) =>
        Apart(first, second, (value, more) => Format(value, unit, more));

    /// <summary>Two shares as percentages, apart as <see cref="FormatApart"/> has them.</summary>
    public static (string First, string Second) FormatPercentApart(double first, double second) =>
        Apart(first, second, (value, more) => Fixed(value * 100, 2 + more) + "%");

    private static (string First, string Second) Apart(double first, double second, Func<double, int, string> format)
    {
        // A double has 17 digits: with that many more the texts differ, unless the values are closer than they can show.
        const int mostDigits = 15;
        for (var more = 0; ; more++)
        {
            var (a, b) = (format(first, more), format(second, more));
            if (a != b || first == second || more == mostDigits)
            {
                return (a, b);
            }
        }
    }

    private static string Format(double value, MetricUnit unit, int more) => unit switch
    {
        MetricUnit.Bytes => $"{value.ToString(FormattableString.Invariant($"N{more}"), CultureInfo.InvariantCulture)} bytes",
        MetricUnit.Seconds when value >= 3600 => $"{(value / 3600).ToString($"0.{new string('#', 2 + more)}", CultureInfo.InvariantCulture)} h",
        MetricUnit.Seconds => $"{(value * 1000).ToString($"0.{new string('#', 3 + more)}", CultureInfo.InvariantCulture)} ms",
        MetricUnit.PerSecond => $"{value.ToString(FormattableString.Invariant($"N{more}"), CultureInfo.InvariantCulture)}/s",
        _ => Fixed(value, (Math.Abs(value) >= 100 ? 2 : 4) + more),
    };

    private static string Fixed(double value, int decimals) =>
        value.ToString(FormattableString.Invariant($"F{decimals}"), CultureInfo.InvariantCulture);
}
