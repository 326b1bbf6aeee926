using System.Xml.Linq;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Ingot.Reports.Plots;

/// <summary>Two distributions over the same bins or categories, as pairs of level bars: above the reference, below the window.</summary>
internal static class PairedBarPlot
{
    private const double FontSize = 12;
    private const double LabelRoom = 128;
    private const double RowHeight = 25;
    private const double AxisHeight = 56;

    /// <summary>Draws the plot.</summary>
    /// <param name="id">Of the drawing.</param>
    /// <param name="title">Its name.</param>
    /// <param name="bars">The pairs, from above.</param>
    /// <param name="description">What it shows.</param>
    public static XElement Draw(string id, string title, IReadOnlyList<PairedBar> bars, string description)
    {
        var plot = PlotStyle.Model();
        plot.Padding = new OxyThickness(2, 4, 16, 2);
        var greatest = bars.SelectMany(b => new[] { b.Reference, b.Current }).Where(double.IsFinite).DefaultIfEmpty(0).Max();
        var bottom = PlotStyle.Axis(AxisPosition.Bottom, "share of rows", 0, greatest > 0 ? greatest * 1.04 : 1);
        bottom.LabelFormatter = v => PlotStyle.Number(Math.Round(v * 100, 6), Math.Round(bottom.ActualMajorStep * 100, 6)) + " %";
        plot.Axes.Add(bottom);
        var left = PlotStyle.Axis(AxisPosition.Left, null, -bars.Count + 0.5, 0.5);
        (left.MajorStep, left.MinorStep, left.MajorGridlineStyle, left.AxisTickToLabelDistance) = (1, 1, LineStyle.None, 8);
        List<string> labels = [.. bars.Select(b => Label(b.Label))];
        left.LabelFormatter = v => (int)Math.Round(-v) is var i && i >= 0 && i < labels.Count ? labels[i] : string.Empty;
        left.TextColor = PlotColour.Ink;
        plot.Axes.Add(left);

        // A reader's font may be wider than the one that the labels would be measured in.
        plot.PlotMargins = new OxyThickness(labels.Select(l => TextRoom.Width(l, FontSize)).DefaultIfEmpty(0).Max() + 14, double.NaN, double.NaN, double.NaN);
        plot.Series.Add(Bars(bars, b => b.Reference, PlotColour.Faint, 0.02));
        plot.Series.Add(Bars(bars, b => b.Current, PlotColour.Accent, -0.36));
        return PlotSvg.Of(plot, id, title, description, height: AxisHeight + (RowHeight * bars.Count));
    }

    // One line; what does not fit is cut, and the cut is marked.
    private static string Label(string text) =>
        TextRoom.Lines(text, FontSize, LabelRoom, LabelRoom) is { Count: > 1 } lines ? lines[0] + "…" : TextRoom.Lines(text, FontSize, LabelRoom, LabelRoom)[0];

    private static RectangleBarSeries Bars(IReadOnlyList<PairedBar> bars, Func<PairedBar, double> share, OxyColor colour, double offset)
    {
        var series = new RectangleBarSeries { FillColor = colour, StrokeThickness = 0 };
        for (var i = 0; i < bars.Count; i++)
        {
            if (share(bars[i]) is > 0 and var value && double.IsFinite(value))
            {
                series.Items.Add(new RectangleBarItem(0, -i + offset, value, -i + offset + 0.34));
            }
        }

        return series;
    }
}
