using OxyPlot;

namespace Ingot.Reports.Plots;

/// <summary>A line of a timeline, with a band for its intervals.</summary>
/// <param name="Points">Its points, in the order of time.</param>
/// <param name="Colour">Its colour.</param>
/// <param name="Style">How it is drawn, so that it is not told by its colour alone.</param>
/// <param name="IsBar">Whether it is drawn as bars from 0 rather than as a line.</param>
internal sealed record TimelineSeries(IReadOnlyList<TimelinePoint> Points, OxyColor Colour, LineStyle Style = LineStyle.Solid, bool IsBar = false);
