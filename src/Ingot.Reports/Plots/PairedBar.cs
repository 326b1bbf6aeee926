namespace Ingot.Reports.Plots;

/// <summary>A bin or a category of two distributions.</summary>
/// <param name="Label">What it holds.</param>
/// <param name="Reference">The share of the reference's rows.</param>
/// <param name="Current">The share of the window's rows.</param>
internal readonly record struct PairedBar(string Label, double Reference, double Current);
