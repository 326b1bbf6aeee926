using System.Xml.Linq;
using Ingot.Core.Texts;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Ingot.Reports.Plots;

/// <summary>Estimates with their intervals, one below the other; each label stands above its line, so that long ones have room.</summary>
internal static class ForestPlot
{
    /// <summary>Lines that are drawn; a plot of more is no longer a picture.</summary>
    public const int MostRows = 20;

    private const double RowHeight = 36;
    private const double AxisHeight = 48;

    // Label and note share a line.
    private const int MostCharacters = 46;

    /// <summary>Draws a plot of at most <see cref="MostRows"/> lines.</summary>
    /// <param name="id">Of the drawing.</param>
    /// <param name="title">Its name.</param>
    /// <param name="horizontal">Title of the axis.</param>
    /// <param name="rows">The lines, from above.</param>
    /// <param name="reference">The value of all rows, or 0: a vertical line; null: none.</param>
    /// <param name="description">What it shows.</param>
    public static XElement Draw(string id, string title, string horizontal, IReadOnlyList<ForestRow> rows, double? reference, string description)
    {
        var ends = rows.SelectMany(r => new[] { r.Value, r.Low, r.High }).Append(reference ?? double.NaN).Where(double.IsFinite).ToList();
        var (least, greatest) = (ends.Min(), ends.Max());
        var margin = greatest > least ? (greatest - least) * 0.03 : Math.Max(1e-3, Math.Abs(least) * 0.1);
        var plot = PlotStyle.Model();
        plot.Padding = new OxyThickness(10, 0, 10, 2);
        var bottom = PlotStyle.Axis(AxisPosition.Bottom, horizontal, least - margin, greatest + margin);
        plot.Axes.Add(bottom);
        var left = PlotStyle.Axis(AxisPosition.Left, null, -rows.Count + 0.25, 0.75);
        (left.MajorGridlineStyle, left.LabelFormatter, left.AxisTickToLabelDistance) = (LineStyle.None, _ => string.Empty, 0);
        plot.Axes.Add(left);
        for (var i = 0; i < rows.Count; i++)
        {
            if (reference is { } at)
            {
                // Beside the line only: it must not strike out the labels.
                plot.Series.Add(PlotStyle.Line(PlotColour.Muted, (at, -i - 0.26), (at, -i + 0.2), 1.4, LineStyle.Solid));
            }

            Add(plot, rows[i], -i, (least - margin, greatest + margin));
        }

        return PlotSvg.Of(plot, id, title, description, height: AxisHeight + (rows.Count * RowHeight));
    }

    private static void Add(PlotModel plot, ForestRow row, double y, (double Low, double High) axis)
    {
        var colour = row.Weak ? PlotColour.Bad : PlotColour.Accent;
        if (double.IsFinite(row.Low) && double.IsFinite(row.High))
        {
            plot.Series.Add(PlotStyle.Line(colour, (row.Low, y), (row.High, y), 2, LineStyle.Solid));
        }

        if (double.IsFinite(row.Value))
        {
            var dot = PlotStyle.Dots(colour, 4);
            dot.Points.Add(new ScatterPoint(row.Value, y));
            plot.Series.Add(dot);
        }

        plot.Annotations.Add(Text(PlainText.Short(row.Label, Math.Max(12, MostCharacters - row.Note.Length)), PlotColour.Ink, axis.Low, y, HorizontalAlignment.Left));
        plot.Annotations.Add(Text(row.Note, PlotColour.Muted, axis.High, y, HorizontalAlignment.Right));
    }

    private static TextAnnotation Text(string text, OxyColor colour, double x, double y, HorizontalAlignment alignment) => new()
    {
        Text = text,
        TextColor = colour,
        TextPosition = new DataPoint(x, y + 0.44),
        TextHorizontalAlignment = alignment,
        TextVerticalAlignment = VerticalAlignment.Middle,
        StrokeThickness = 0,
        Padding = new OxyThickness(0),
        FontSize = 12,
    };
}
