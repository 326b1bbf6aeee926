namespace Ingot.Reports.Plots;

/// <summary>A row of a strip plot.</summary>
/// <param name="Label">What it is about.</param>
/// <param name="Note">What stands at the end of its line of text.</param>
/// <param name="Bars">Its bars.</param>
internal sealed record StripRow(string Label, string Note, IReadOnlyList<StripBar> Bars);
