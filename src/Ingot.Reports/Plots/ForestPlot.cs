using System.Xml.Linq;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Ingot.Reports.Plots;

/// <summary>Estimates with their intervals, one below the other; each label stands above its line, so that long ones have room.</summary>
internal static class ForestPlot
{
    /// <summary>Lines that are drawn; a plot of more is no longer a picture.</summary>
    public const int MostRows = 20;

    private const double AxisHeight = 48;
    private const double FontSize = 12;

    // Of a row: from its top to its first line of text, from a line of text to the next, and from the last one to the interval and the end.
    private const double TopToText = 11;
    private const double LineHeight = 14;
    private const double TextToMark = 16;
    private const double MarkToEnd = 9;

    // What the axis leaves of the drawing's width, less the distance of the label from its note.
    private const double Room = PlotStyle.Width - 24;
    private const double Gap = 10;

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
        var labels = rows.Select(r => TextRoom.Lines(r.Label, FontSize, Room - Gap - TextRoom.Width(r.Note, FontSize), Room)).ToList();
        var height = labels.Sum(Height);

        // The vertical axis counts pixels, downwards from 0.
        var left = PlotStyle.Axis(AxisPosition.Left, null, -height, 0);
        (left.MajorGridlineStyle, left.LabelFormatter, left.AxisTickToLabelDistance) = (LineStyle.None, _ => string.Empty, 0);
        plot.Axes.Add(left);
        var top = 0.0;
        for (var i = 0; i < rows.Count; i++)
        {
            var mark = top - Height(labels[i]) + MarkToEnd;
            if (reference is { } at)
            {
                // Beside the line only: it must not strike out the labels.
                plot.Series.Add(PlotStyle.Line(PlotColour.Muted, (at, mark - MarkToEnd), (at, mark + 7), 1.4, LineStyle.Solid));
            }

            Add(plot, rows[i], mark);
            AddTexts(plot, rows[i], labels[i], top - TopToText, (least - margin, greatest + margin));
            top -= Height(labels[i]);
        }

        return PlotSvg.Of(plot, id, title, description, height: AxisHeight + height);
    }

    private static double Height(IReadOnlyList<string> label) => TopToText + ((label.Count - 1) * LineHeight) + TextToMark + MarkToEnd;

    private static void Add(PlotModel plot, ForestRow row, double y)
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
    }

    private static void AddTexts(PlotModel plot, ForestRow row, IReadOnlyList<string> label, double y, (double Low, double High) axis)
    {
        for (var i = 0; i < label.Count; i++)
        {
            plot.Annotations.Add(PlotStyle.Text(label[i], PlotColour.Ink, axis.Low, y - (i * LineHeight), HorizontalAlignment.Left, FontSize));
        }

        plot.Annotations.Add(PlotStyle.Text(row.Note, PlotColour.Muted, axis.High, y, HorizontalAlignment.Right, FontSize));
    }
}
