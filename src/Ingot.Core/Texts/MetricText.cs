using System.Globalization;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;

namespace Ingot.Core.Texts;

/// <summary>Metrics as cards write them.</summary>
public static class MetricText
{
    /// <summary>The value in the metric's unit, with the decimals of its interval; empty when it is undefined.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="task">The model's task.</param>
    /// <param name="column">The greatest number that it stands beside, of the same metric (<see cref="Greatest(IEnumerable{MetricResult})"/>). Default: none.</param>
    public static string Value(MetricResult metric, ModelTask task, double column = 0) =>
        InUnit(metric.Value, metric.Name, task, Math.Max(column, Greatest([metric])));

    /// <summary>The 95 % interval, with the decimals of the value; empty when there is none.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="task">The model's task.</param>
    /// <param name="column">The greatest number that it stands beside, of the same metric. Default: none.</param>
    public static string Interval(MetricResult metric, ModelTask task, double column = 0)
    {
        if (double.IsNaN(metric.Low) || double.IsNaN(metric.High))
        {
            return string.Empty;
        }

        var greatest = Math.Max(column, Greatest([metric]));
        return $"{InUnit(metric.Low, metric.Name, task, greatest)} to {InUnit(metric.High, metric.Name, task, greatest)}";
    }

    /// <summary>The greatest magnitude of values and intervals: it decides the decimals of a column of them.</summary>
    public static double Greatest(IEnumerable<MetricResult> metrics) => Greatest(metrics.SelectMany(m => new[] { m.Value, m.Low, m.High }));

    /// <summary>The greatest magnitude of numbers: it decides the decimals of a column of them. 0 when none is finite.</summary>
    public static double Greatest(IEnumerable<double> numbers) => numbers.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();

    /// <summary>Which way is better; empty for an unknown metric.</summary>
    public static string BetterIs(string metric, ModelTask task) =>
        MetricCatalog.Find(metric, task) is { } known ? (known.HigherIsBetter ? "higher" : "lower") : string.Empty;

    /// <summary>A number in a metric's unit; empty when it is NaN.</summary>
    /// <param name="value">The number.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="task">The model's task.</param>
    /// <param name="column">The greatest number that it stands beside, of the same metric. Default: none.</param>
    public static string InUnit(double value, string metric, ModelTask task, double column = 0) => double.IsNaN(value) ? string.Empty : MetricCatalog.Find(metric, task)?.Unit switch
    {
        MetricUnit.Bytes => Text($"{value:N0} bytes"),
        MetricUnit.Seconds => Text($"{value * 1000:N3} ms"),
        MetricUnit.PerSecond => Text($"{value:N0} a second"),
        _ => Number(value, column),
    };

    /// <summary>
    /// Four decimals for shares, fewer for numbers beyond 10, and three significant digits for numbers below 0.001; empty for
    /// NaN. The greatest number of a column decides, so that all of it have the same decimals.
    /// </summary>
    /// <param name="value">The number.</param>
    /// <param name="column">The greatest number that it stands beside (<see cref="Greatest(IEnumerable{double})"/>). Default: none.</param>
    public static string Number(double value, double column = 0) => double.IsNaN(value) ? string.Empty : Math.Max(Math.Abs(value), column) switch
    {
        0 => "0.0000",
        < 1e-9 or >= 1e12 => Text($"{value:G4}"),
        < 0.001 and var greatest => Fixed(value, 2 - (int)Math.Floor(Math.Log10(greatest))),
        < 10 => Fixed(value, 4),
        < 10000 => Fixed(value, 2),
        _ => Fixed(value, 0),
    };

    /// <summary>A number that gives an impression: three decimals at most, and no more than one of those beside it needs.</summary>
    /// <param name="value">The number.</param>
    /// <param name="beside">What it stands beside: all get the same decimals.</param>
    public static string Compact(double value, params IReadOnlyList<double> beside)
    {
        var decimals = beside.Append(value).Where(IsPlain).Select(v => Decimals(Text($"{v:0.###}"))).DefaultIfEmpty(0).Max();
        return IsPlain(value) ? Fixed(value, decimals, "F") : Text($"{value:G4}");
    }

    private static bool IsPlain(double value) => Math.Abs(value) is >= 0.001 and < 1e6 or 0;

    private static string Fixed(double value, int decimals, string format = "N")
    {
        var text = value.ToString(string.Create(CultureInfo.InvariantCulture, $"{format}{decimals}"), CultureInfo.InvariantCulture);

        // What rounds to 0 has no sign.
        return text.Any(c => c is >= '1' and <= '9') ? text : text.TrimStart('-');
    }

    private static int Decimals(string text) => text.IndexOf('.', StringComparison.Ordinal) is >= 0 and var at ? text.Length - at - 1 : 0;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
