using System.Xml.Linq;
using Ingot.Core.Curves;
using Ingot.Core.Texts;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Cards.Sections;

/// <summary>The numbers of curves as tables.</summary>
internal static class CurveNumbers
{
    private const int Lines = 21;

    /// <summary>A few points of a curve, evenly along it.</summary>
    public static XElement Points(string label, string horizontal, string vertical, IReadOnlyList<CurvePoint> points)
    {
        var chosen = points.Count <= Lines
            ? points
            : [.. Enumerable.Range(0, Lines).Select(i => points[i * (points.Count - 1) / (Lines - 1)])];
        var thresholds = MetricText.Greatest(chosen.Select(p => p.Threshold));
        return Table(
            label,
            ["threshold#", horizontal + "#", vertical + "#"],
            chosen.Select(p => (IReadOnlyList<object?>)[double.IsFinite(p.Threshold) ? MetricText.Number(p.Threshold, thresholds) : "none", Share(p.X), Share(p.Y)]));
    }

    /// <summary>The bins of a reliability diagram.</summary>
    public static XElement Bins(IReadOnlyList<CalibrationBin> bins) => Table(
        "Calibration",
        ["bin", "rows#", "mean predicted#", "observed#", "95 % interval#"],
        bins.Select(b => (IReadOnlyList<object?>)
        [
            Text($"{b.Low:0.00} to {b.High:0.00}"), Text($"{b.Rows:N0}"), Share(b.MeanScore), Share(b.Observed.Value),
            Text($"{b.Observed.Low:0.0000} to {b.Observed.High:0.0000}"),
        ]));

    /// <summary>Histograms beside each other, as shares of each one's rows.</summary>
    public static XElement Shares(string label, IReadOnlyList<(string Name, Histogram Histogram)> histograms)
    {
        var first = histograms[0].Histogram;
        var greatest = MetricText.Greatest([first.Low, first.High]);
        return Table(
            label,
            ["from#", "to#", .. histograms.Select(h => PlainText.Short(h.Name, 40) + "#")],
            Enumerable.Range(0, first.Counts.Length).Select(i => (IReadOnlyList<object?>)
            [
                MetricText.Number(first.Low + (i * first.Width), greatest), MetricText.Number(first.Low + ((i + 1) * first.Width), greatest),
                .. histograms.Select(h => h.Histogram.Counts.Sum() is > 0 and var all ? Text($"{100 * h.Histogram.Counts[i] / (all + h.Histogram.Below + h.Histogram.Above):0.0} %") : string.Empty),
            ]));
    }

    // Of a column that goes to 1: its decimals.
    private static string Share(double share) => MetricText.Number(share, 1);
}
