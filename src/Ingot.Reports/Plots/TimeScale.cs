using System.Globalization;
using OxyPlot;
using OxyPlot.Axes;

namespace Ingot.Reports.Plots;

/// <summary>A window of time as a horizontal axis; it counts seconds from the midnight (UTC) before, so that its labels stand at full hours and days.</summary>
internal sealed class TimeScale
{
    private const double Day = 86400;
    private const double Year = 364 * Day;
    private const int MostLabels = 5;
    private const int LabelledMarks = 6;
    private const double MarkFont = 11;

    // A label of a mark takes so many pixels at most, and the plot has about so many.
    private const double MarkRoom = 78;
    private const double Pixels = PlotStyle.Width - 60;

    private static readonly double[] Steps =
    [
        1, 10, 60, 300, 900, 1800, 3600, 7200, 14400, 21600, 43200, Day, 2 * Day, 3 * Day, 5 * Day, 7 * Day, 14 * Day, 28 * Day, 56 * Day, 91 * Day, 182 * Day, Year,
    ];

    private readonly DateTimeOffset _midnight;
    private readonly IReadOnlyList<(DateTimeOffset At, string Label)> _marks;

    /// <param name="from">The first instant.</param>
    /// <param name="before">The first instant after the last one.</param>
    /// <param name="marks">Where upright lines stand, in their order, and what they say.</param>
    public TimeScale(DateTimeOffset from, DateTimeOffset before, IReadOnlyList<(DateTimeOffset At, string Label)> marks)
    {
        _marks = marks;
        _midnight = new DateTimeOffset(from.UtcDateTime.Date, TimeSpan.Zero);
        Low = (from - _midnight).TotalSeconds;
        High = Math.Max(Low + 1, (before - _midnight).TotalSeconds);
    }

    /// <summary>The first instant on the axis.</summary>
    public double Low { get; }

    /// <summary>The first instant after the last one on the axis.</summary>
    public double High { get; }

    /// <summary>Whether there are upright lines.</summary>
    public bool HasMarks => _marks.Count > 0;

    /// <summary>An instant on the axis.</summary>
    public double Of(DateTimeOffset instant) => Math.Clamp((instant - _midnight).TotalSeconds, Low, High);

    /// <summary>The axis.</summary>
    public LinearAxis Axis()
    {
        var axis = PlotStyle.Axis(AxisPosition.Bottom, null, Low, High);
        var length = High - Low;
        var step = Steps.FirstOrDefault(s => length / s <= MostLabels, Math.Ceiling(length / MostLabels / Year) * Year);
        (axis.MajorStep, axis.MinorStep, axis.MajorGridlineStyle) = (step, step, LineStyle.None);
        axis.LabelFormatter = v => Label(_midnight.UtcDateTime.AddSeconds(v), step);
        return axis;
    }

    /// <summary>Adds the upright lines, with what they say.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="low">Lower end of the lines.</param>
    /// <param name="high">Upper end of the lines.</param>
    /// <param name="text">Where what they say stands; NaN: nowhere.</param>
    public void AddMarks(PlotModel plot, double low, double high, double text)
    {
        var perPixel = (High - Low) / Pixels;
        var (free, labelled) = (double.NegativeInfinity, 0);
        foreach (var (at, label) in _marks)
        {
            var x = Of(at);
            plot.Series.Add(PlotStyle.Line(PlotColour.Ink, (x, low), (x, high), 1, LineStyle.Dot));
            if (double.IsNaN(text) || x < free || labelled == LabelledMarks)
            {
                continue;
            }

            var shown = TextRoom.Lines(label, MarkFont, MarkRoom, MarkRoom)[0];
            var isLeft = x > Low + ((High - Low) * 0.72);
            plot.Annotations.Add(PlotStyle.Text(shown, PlotColour.Ink, x + ((isLeft ? -4 : 4) * perPixel), text, isLeft ? HorizontalAlignment.Right : HorizontalAlignment.Left, MarkFont));
            (free, labelled) = (x + (MarkRoom * perPixel), labelled + 1);
        }
    }

    private static string Label(DateTime at, double step) => at.ToString(
        step < 60 ? "HH:mm:ss" : step < Day && at.TimeOfDay != TimeSpan.Zero ? "HH:mm" : step >= 56 * Day ? "MMM yyyy" : "d MMM", CultureInfo.InvariantCulture);
}
