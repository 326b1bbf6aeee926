namespace Ingot.Reports.Plots;

/// <summary>A value of a timeline.</summary>
/// <param name="X">Where it stands.</param>
/// <param name="Value">The value; NaN: none, and the line has a gap.</param>
/// <param name="Low">Lower end of its interval; NaN when there is none.</param>
/// <param name="High">Upper end.</param>
/// <param name="IsBeyond">Whether it is beyond its limit: it gets a sign of its own.</param>
internal readonly record struct TimelinePoint(double X, double Value, double Low, double High, bool IsBeyond);
