using OxyPlot;

namespace Ingot.Reports.Plots;

/// <summary>
/// Colours as names. A plot is drawn in placeholders, for which the page's style sheet has a light and a dark colour, so one
/// drawing serves both schemes.
/// </summary>
internal static class PlotColour
{
    public static readonly OxyColor Ink = OxyColor.FromRgb(1, 1, 1);
    public static readonly OxyColor Muted = OxyColor.FromRgb(2, 2, 2);
    public static readonly OxyColor Grid = OxyColor.FromRgb(3, 3, 3);
    public static readonly OxyColor Accent = OxyColor.FromRgb(4, 4, 4);
    public static readonly OxyColor Second = OxyColor.FromRgb(5, 5, 5);
    public static readonly OxyColor Third = OxyColor.FromRgb(6, 6, 6);
    public static readonly OxyColor Faint = OxyColor.FromRgb(7, 7, 7);
    public static readonly OxyColor Bad = OxyColor.FromRgb(8, 8, 8);

    private static readonly (OxyColor Colour, string Name)[] Names =
    [
        (Ink, "ink"), (Muted, "muted"), (Grid, "grid"), (Accent, "accent"), (Second, "second"), (Third, "third"), (Faint, "faint"), (Bad, "bad"),
    ];

    /// <summary>The name of a placeholder as it stands in a drawing, such as <c>rgb(4,4,4)</c>; null when it is not one.</summary>
    public static string? NameOf(string colour) => Names.FirstOrDefault(n => InDrawing(n.Colour) == colour).Name;

    private static string InDrawing(OxyColor colour) => FormattableString.Invariant($"rgb({colour.R},{colour.G},{colour.B})");
}
