namespace Ingot.Reports.Plots;

/// <summary>One line of a forest plot.</summary>
/// <param name="Label">What it is about.</param>
/// <param name="Value">The estimate.</param>
/// <param name="Low">Lower end of its interval; NaN when there is none.</param>
/// <param name="High">Upper end.</param>
/// <param name="Note">What stands at the end of the line, such as the value.</param>
/// <param name="Weak">Whether it stands out as bad.</param>
internal sealed record ForestRow(string Label, double Value, double Low, double High, string Note, bool Weak = false);
