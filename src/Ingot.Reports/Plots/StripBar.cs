using Ingot.Core.Drift;

namespace Ingot.Reports.Plots;

/// <summary>A bar of a strip.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Height">The value in widths of its limit; NaN: there is none.</param>
/// <param name="Outcome">What it means: its colour.</param>
internal readonly record struct StripBar(double From, double To, double Height, DriftOutcome Outcome);
