using System.Globalization;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Texts;

namespace Ingot.Serving.Pages;

/// <summary>
/// The vertical scale of a metric's history. It shows the 95 % intervals, so that a change within them looks like one. Where there are
/// none it spans a tenth of the value at least, and what has a unit, as bytes, seconds and shares of rows, begins at 0: a small change looks small.
/// </summary>
public sealed class ChartScale
{
    private const double LeastSpan = 0.1;
    private const double Margin = 0.08;
    private const int Steps = 5;

    // Steps are 1, 2 or 5 times a power of ten.
    private static readonly int[] Multiples = [1, 2, 5, 10, 20];

    private readonly double _low;
    private readonly double _high;
    private readonly double _factor;

    private ChartScale(double low, double high, (double Factor, string? Name) unit)
    {
        (_low, _high, _factor, Unit) = (low * unit.Factor, high * unit.Factor, unit.Factor, unit.Name);

        var power = Math.Pow(10, Math.Floor(Math.Log10((_high - _low) / Steps)));
        var step = Multiples.Select(m => m * power).First(s => (_high - _low) / s <= Steps);
        var decimals = Math.Clamp(-(int)Math.Floor(Math.Log10(step) + 1e-9), 0, 9);
        var first = Math.Ceiling((_low / step) - 1e-9);
        Ticks =
        [
            .. Enumerable.Range(0, Steps + 1).Select(i => (first + i) * step).Where(t => t <= _high + (step * 1e-9))
                .Select(t => KeyValuePair.Create(t.ToString(string.Create(CultureInfo.InvariantCulture, $"N{decimals}"), CultureInfo.InvariantCulture), (t - _low) / (_high - _low))),
        ];
    }

    /// <summary>The unit of the labels, such as <c>ms</c>; null for plain numbers.</summary>
    public string? Unit { get; }

    /// <summary>The labels, and how far from the lower to the upper end each stands: 0 to 1.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Ticks { get; }

    /// <summary>The scale of a history.</summary>
    /// <param name="history">The history.</param>
    public static ChartScale Of(MetricHistory history)
    {
        var ends = history.Points.SelectMany(p => new[] { p.Value, p.Low ?? p.Value, p.High ?? p.Value }).ToList();
        var (low, high) = (ends.Min(), ends.Max());
        var unit = UnitOf(history.Points[0].Gate, high);
        if (unit.Name is not null)
        {
            (low, high) = (Math.Min(low, 0), high + ((high - Math.Min(low, 0)) * Margin));
        }
        else
        {
            var span = Math.Max((high - low) * (1 + (2 * Margin)), Math.Max(Math.Abs(low), Math.Abs(high)) * LeastSpan);
            var middle = (low + high) / 2;
            (low, high) = (middle - (span / 2), middle + (span / 2));
        }

        if (!(high > low))
        {
            (low, high) = (low - LeastSpan, high + LeastSpan);
        }

        return new ChartScale(low, high, unit);
    }

    /// <summary>How far from the lower to the upper end a value is: 0 to 1.</summary>
    public double At(double value) => ((value * _factor) - _low) / (_high - _low);

    private static (double Factor, string? Name) UnitOf(string gate, double greatest) => MetricCatalog.Find(GateText.MetricOf(gate), ModelTask.BinaryClassification)?.Unit switch
    {
        MetricUnit.Seconds => (1e3, "ms"),
        MetricUnit.PerSecond => (1, "a second"),
        MetricUnit.Bytes => greatest >= 1e6 ? (1e-6, "MB") : greatest >= 1e3 ? (1e-3, "kB") : (1, "bytes"),
        _ => GateText.Value(gate, 1).EndsWith('%') ? (100, "%") : (1.0, default(string)),
    };
}
