using System.Globalization;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;

namespace Ingot.Core.Texts;

/// <summary>Metrics as cards write them.</summary>
public static class MetricText
{
    /// <summary>The value, in the metric's unit; empty when it is undefined.</summary>
    public static string Value(MetricResult metric, ModelTask task) => InUnit(metric.Value, metric.Name, task);

    /// <summary>The 95 % interval; empty when there is none.</summary>
    public static string Interval(MetricResult metric, ModelTask task) => double.IsNaN(metric.Low) || double.IsNaN(metric.High)
        ? string.Empty
        : $"{InUnit(metric.Low, metric.Name, task)} to {InUnit(metric.High, metric.Name, task)}";

    /// <summary>Which way is better; empty for an unknown metric.</summary>
    public static string BetterIs(string metric, ModelTask task) =>
        MetricCatalog.Find(metric, task) is { } known ? (known.HigherIsBetter ? "higher" : "lower") : string.Empty;

    /// <summary>A number in a metric's unit; empty when it is NaN.</summary>
    public static string InUnit(double value, string metric, ModelTask task) => double.IsNaN(value) ? string.Empty : MetricCatalog.Find(metric, task)?.Unit switch
    {
        MetricUnit.Bytes => Text($"{value:N0} bytes"),
        MetricUnit.Seconds => Text($"{value * 1000:0.###} ms"),
        MetricUnit.PerSecond => Text($"{value:N0} a second"),
        _ => Number(value),
    };

    /// <summary>Four decimals for shares; four significant digits for numbers beyond them; empty for NaN.</summary>
    public static string Number(double value) => Math.Abs(value) switch
    {
        double.NaN => string.Empty,
        < 10 => value != 0 && Math.Abs(value) < 0.001 ? Text($"{value:G3}") : Text($"{value:0.0000}"),
        < 10000 => Text($"{value:0.##}"),
        < 1e12 => Text($"{value:N0}"),
        _ => Text($"{value:G4}"),
    };

    /// <summary>A number without zeros that say nothing, for tables that give an impression.</summary>
    public static string Compact(double value) => Math.Abs(value) is >= 0.001 and < 1e6 or 0
        ? Text($"{value:0.###}")
        : Text($"{value:G4}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
