using System.Globalization;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Ingot.Reports.Plots;

/// <summary>How all plots look.</summary>
internal static class PlotStyle
{
    /// <summary>Width in pixels: about a phone's, so that the text keeps its size there.</summary>
    public const double Width = 380;

    public const double Height = 300;

    public static PlotModel Model() => new()
    {
        Culture = CultureInfo.InvariantCulture,
        Background = OxyColors.Transparent,
        PlotAreaBorderColor = PlotColour.Grid,
        PlotAreaBorderThickness = new OxyThickness(0, 0, 0, 1),
        TextColor = PlotColour.Muted,
        DefaultFontSize = 12,

        // A reader's font may be wider than the one that the labels were measured in.
        Padding = new OxyThickness(16, 26, 14, 4),
        IsLegendVisible = false,
    };

    public static LinearAxis Axis(AxisPosition position, string? title, double low = double.NaN, double high = double.NaN)
    {
        var axis = new LinearAxis
        {
            Position = position,
            Title = title,
            Minimum = low,
            Maximum = high,
            MinimumPadding = 0.02,
            MaximumPadding = 0.04,
            TitleColor = PlotColour.Muted,
            TextColor = PlotColour.Muted,
            TitleFontSize = 12,
            AxisTitleDistance = 10,
            TicklineColor = PlotColour.Grid,
            MinorTickSize = 0,
            MajorTickSize = 0,
            AxisTickToLabelDistance = 6,
            MajorGridlineStyle = LineStyle.Solid,
            MajorGridlineColor = PlotColour.Grid,
            MajorGridlineThickness = 0.6,
            IntervalLength = position == AxisPosition.Bottom ? 64 : 48,
        };

        // The labels of an axis have the decimals of its step.
        axis.LabelFormatter = v => Number(v, double.IsFinite(axis.ActualMajorStep) ? axis.ActualMajorStep : 0);
        return axis;
    }

    /// <summary>An axis of shares, from 0 to 1.</summary>
    public static LinearAxis ShareAxis(AxisPosition position, string? title)
    {
        var axis = Axis(position, title, 0, 1);
        axis.MajorStep = 0.2;
        axis.MaximumPadding = 0;
        axis.LabelFormatter = v => v is > 0 and < 1 ? v.ToString("0.0", CultureInfo.InvariantCulture) : v.ToString("0", CultureInfo.InvariantCulture);
        return axis;
    }

    public static LineSeries Line(OxyColor colour, double thickness = 2, LineStyle style = LineStyle.Solid) => new()
    {
        Color = colour,
        StrokeThickness = thickness,
        LineStyle = style,
        LineJoin = LineJoin.Round,
        Decimator = null,
    };

    public static LineSeries Line(OxyColor colour, (double X, double Y) from, (double X, double Y) to, double thickness = 1, LineStyle style = LineStyle.Dash)
    {
        var line = Line(colour, thickness, style);
        line.Points.Add(new DataPoint(from.X, from.Y));
        line.Points.Add(new DataPoint(to.X, to.Y));
        return line;
    }

    public static ScatterSeries Dots(OxyColor colour, double size) => new()
    {
        MarkerType = MarkerType.Circle,
        MarkerFill = colour,
        MarkerStroke = OxyColors.Undefined,
        MarkerStrokeThickness = 0,
        MarkerSize = size,
    };

    public static ScatterSeries Rings(OxyColor colour, double size) => new()
    {
        MarkerType = MarkerType.Circle,
        MarkerFill = OxyColors.Transparent,
        MarkerStroke = colour,
        MarkerStrokeThickness = 1,
        MarkerSize = size,
    };

    /// <summary>Text in a plot, level with its place.</summary>
    public static TextAnnotation Text(string text, OxyColor colour, double x, double y, HorizontalAlignment alignment, double size) => new()
    {
        Text = text,
        TextColor = colour,
        TextPosition = new DataPoint(x, y),
        TextHorizontalAlignment = alignment,
        TextVerticalAlignment = VerticalAlignment.Middle,
        StrokeThickness = 0,
        Padding = new OxyThickness(0),
        FontSize = size,
    };

    /// <summary>A number on an axis, short.</summary>
    /// <param name="value">The number.</param>
    /// <param name="step">From a label to the next; it decides the decimals. 0: as few as there can be.</param>
    public static string Number(double value, double step = 0)
    {
        if (value == 0)
        {
            return "0";
        }

        return Math.Max(Math.Abs(value), step) switch
        {
            >= 1e15 or < 1e-4 => value.ToString("0.##E0", CultureInfo.InvariantCulture),
            >= 1e9 => (value / 1e9).ToString("0.###", CultureInfo.InvariantCulture) + "G",
            >= 1e6 => (value / 1e6).ToString("0.###", CultureInfo.InvariantCulture) + "M",
            >= 1e4 => (value / 1e3).ToString("0.###", CultureInfo.InvariantCulture) + "k",
            _ => value.ToString(Decimals(step), CultureInfo.InvariantCulture),
        };
    }

    private static string Decimals(double step)
    {
        var text = step.ToString("0.####", CultureInfo.InvariantCulture);
        return !(step > 0) ? "0.####" : text.IndexOf('.', StringComparison.Ordinal) is >= 0 and var at ? "0." + new string('0', text.Length - at - 1) : "0";
    }
}
