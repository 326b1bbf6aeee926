using System.Xml.Linq;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Ingot.Reports.Plots;

/// <summary>Trials of a search, each a dot, with the best so far as a line of steps.</summary>
internal static class TrialPlot
{
    // The worst trials would leave the others no room.
    private const double ShownShare = 0.85;
    private const double Margin = 0.06;

    /// <summary>Draws it.</summary>
    /// <param name="values">What each trial was worth, in their order; NaN: it was not measured, or breaks a constraint.</param>
    /// <param name="broken">What those were worth that break a constraint, at their places; else NaN.</param>
    /// <param name="higherIsBetter">Whether a greater value is better.</param>
    /// <param name="present">What is to be beaten; NaN: nothing.</param>
    /// <param name="vertical">What the values are.</param>
    /// <param name="description">What it shows.</param>
    /// <returns>The drawing, and how many trials are beyond its edge.</returns>
    public static (XElement Svg, int Beyond) Draw(IReadOnlyList<double> values, IReadOnlyList<double> broken, bool higherIsBetter, double present, string vertical, string description)
    {
        var sign = higherIsBetter ? -1 : 1;
        var losses = values.Concat(broken).Where(double.IsFinite).Select(v => sign * v).Order().ToList();
        var (low, high) = (losses[0], losses[Math.Min(losses.Count - 1, (int)(ShownShare * losses.Count))]);
        if (double.IsFinite(present))
        {
            (low, high) = (Math.Min(low, sign * present), Math.Max(high, sign * present));
        }

        var room = Math.Max((high - low) * Margin, Math.Max(Math.Abs(low), 1e-12) * 1e-4);
        (low, high) = (low - room, high + room);
        var plot = PlotStyle.Model();
        plot.Axes.Add(PlotStyle.Axis(AxisPosition.Bottom, "trial", 0, values.Count + 1));
        plot.Axes.Add(PlotStyle.Axis(AxisPosition.Left, null, Math.Min(sign * low, sign * high), Math.Max(sign * low, sign * high)));
        var dots = PlotStyle.Dots(OxyColor.FromAColor(110, PlotColour.Muted), 3);
        var rings = PlotStyle.Rings(OxyColor.FromAColor(110, PlotColour.Muted), 2.4);
        var best = PlotStyle.Line(PlotColour.Accent, 2.2);
        var least = double.PositiveInfinity;
        var beyond = 0;
        for (var i = 0; i < values.Count; i++)
        {
            var value = double.IsFinite(values[i]) ? values[i] : broken[i];
            if (!double.IsFinite(value))
            {
                continue;
            }

            if (sign * value <= high)
            {
                (double.IsFinite(values[i]) ? dots : rings).Points.Add(new ScatterPoint(i + 1, value));
            }
            else
            {
                beyond++;
            }

            var loss = sign * values[i];
            if (loss < least)
            {
                // The line begins where it comes into sight.
                if (least <= high)
                {
                    best.Points.Add(new DataPoint(i + 1, sign * least));
                }

                least = loss;
                if (least <= high)
                {
                    best.Points.Add(new DataPoint(i + 1, values[i]));
                }
            }
        }

        if (double.IsFinite(least))
        {
            best.Points.Add(new DataPoint(values.Count + 1, sign * least));
        }

        plot.Series.Add(dots);
        plot.Series.Add(rings);
        if (double.IsFinite(present))
        {
            plot.Series.Add(PlotStyle.Line(PlotColour.Second, (0, present), (values.Count + 1, present), thickness: 1.6));
        }

        plot.Series.Add(best);
        return (PlotSvg.Of(plot, "trials", "Trials", description, vertical), beyond);
    }
}
