using System.Xml.Linq;
using Ingot.Core.Drift;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Ingot.Reports.Plots;

/// <summary>Many things by chunk, one strip of bars below the other, so that a reader sees what changed first. A line halfway up each strip is its limit.</summary>
internal static class StripPlot
{
    /// <summary>Strips that are drawn; a plot of more is no longer a picture.</summary>
    public const int MostRows = 20;

    /// <summary>The most that is drawn of a bar, in widths of its limit.</summary>
    public const double Greatest = 2;

    private const double AxisHeight = 34;
    private const double FontSize = 12;
    private const double TextHeight = 17;
    private const double BarHeight = 22;
    private const double Gap = 9;
    private const double TopRoom = 16;
    private const double Room = PlotStyle.Width - 24;

    /// <summary>Draws a plot of at most <see cref="MostRows"/> strips.</summary>
    /// <param name="id">Of the drawing.</param>
    /// <param name="title">Its name.</param>
    /// <param name="time">The horizontal axis.</param>
    /// <param name="rows">The strips, from above.</param>
    /// <param name="description">What it shows.</param>
    public static XElement Draw(string id, string title, TimeScale time, IReadOnlyList<StripRow> rows, string description)
    {
        var plot = PlotStyle.Model();
        plot.Padding = new OxyThickness(10, 0, 14, 2);
        plot.Axes.Add(time.Axis());
        var above = time.HasMarks ? TopRoom : 0;
        var height = above + (rows.Count * (TextHeight + BarHeight + Gap));

        // The vertical axis counts pixels, downwards from 0.
        var left = PlotStyle.Axis(AxisPosition.Left, null, -height, 0);
        (left.MajorGridlineStyle, left.LabelFormatter, left.AxisTickToLabelDistance) = (LineStyle.None, _ => string.Empty, 0);
        plot.Axes.Add(left);
        time.AddMarks(plot, -height, 0, -7);
        Dictionary<DriftOutcome, RectangleBarSeries> bars = new()
        {
            [DriftOutcome.Stable] = Bars(PlotColour.Faint), [DriftOutcome.NotYet] = Bars(PlotColour.Grid), [DriftOutcome.Unclear] = Bars(PlotColour.Second), [DriftOutcome.Drifted] = Bars(PlotColour.Bad),
        };
        var top = -above;
        foreach (var row in rows)
        {
            var label = TextRoom.Lines(row.Label, FontSize, Room - 10 - TextRoom.Width(row.Note, FontSize), Room)[0];
            plot.Annotations.Add(PlotStyle.Text(label, PlotColour.Ink, time.Low, top - (TextHeight / 2), HorizontalAlignment.Left, FontSize));
            plot.Annotations.Add(PlotStyle.Text(row.Note, PlotColour.Muted, time.High, top - (TextHeight / 2), HorizontalAlignment.Right, FontSize));
            var bottom = top - TextHeight - BarHeight;
            foreach (var bar in row.Bars.Where(b => double.IsFinite(b.Height)))
            {
                var tall = Math.Max(1, Math.Min(bar.Height, Greatest) / Greatest * BarHeight);
                bars[bar.Outcome].Items.Add(new RectangleBarItem(bar.From, bottom, bar.To, bottom + tall));
                if (bar.Outcome == DriftOutcome.Drifted)
                {
                    // A foot, so that it is not told by its colour alone.
                    bars[bar.Outcome].Items.Add(new RectangleBarItem(bar.From, bottom - 4, bar.To, bottom - 1.5));
                }
            }

            plot.Series.Add(PlotStyle.Line(PlotColour.Grid, (time.Low, bottom), (time.High, bottom), 1, LineStyle.Solid));
            top -= TextHeight + BarHeight + Gap;
        }

        foreach (var series in bars.Values)
        {
            plot.Series.Add(series);
        }

        for (var i = 0; i < rows.Count; i++)
        {
            var limit = -above - (i * (TextHeight + BarHeight + Gap)) - TextHeight - (BarHeight / 2);
            plot.Series.Add(PlotStyle.Line(PlotColour.Muted, (time.Low, limit), (time.High, limit), 1, LineStyle.Dash));
        }

        return PlotSvg.Of(plot, id, title, description, height: AxisHeight + height);
    }

    private static RectangleBarSeries Bars(OxyColor colour) => new() { FillColor = colour, StrokeThickness = 0 };
}
