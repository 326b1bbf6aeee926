using System.Xml.Linq;
using OxyPlot;

namespace Ingot.Reports.Plots;

/// <summary>A plot as an element of the page.</summary>
internal static class PlotSvg
{
    /// <summary>Draws a plot.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="id">Of the drawing, unlike any other's on the page.</param>
    /// <param name="title">Its name, for those who cannot see it.</param>
    /// <param name="description">What it shows, for the same.</param>
    /// <param name="vertical">What the vertical axis shows: stands level above it, where it is easier to read than turned; null: nothing.</param>
    /// <param name="height">Its height; its width is <see cref="PlotStyle.Width"/>.</param>
    public static XElement Of(PlotModel plot, string id, string title, string description, string? vertical = null, double height = PlotStyle.Height)
    {
        var exporter = new SvgExporter { Width = PlotStyle.Width, Height = height, IsDocument = false };
        var drawn = XElement.Parse(exporter.ExportToString(plot));
        return new XElement(
            "svg",
            new XAttribute("viewBox", FormattableString.Invariant($"0 0 {PlotStyle.Width} {height}")),
            new XAttribute("role", "img"),
            new XAttribute("aria-labelledby", $"{id}-t {id}-d"),
            new XElement("title", new XAttribute("id", id + "-t"), title),
            new XElement("desc", new XAttribute("id", id + "-d"), description),
            vertical is null ? null : new XElement("text", new XAttribute("x", 2), new XAttribute("y", 13), new XAttribute("font-size", 12), new XAttribute("class", "f-muted"), vertical),
            drawn.Elements().Select(e => Convert(e)).Where(e => e is { Name.LocalName: not "g" } or { HasElements: true }));
    }

    /// <summary>The same element with colours as classes; null for one that shows nothing.</summary>
    private static XElement? Convert(XElement element)
    {
        var name = element.Name.LocalName;

        // Nothing that is drawn goes beyond the axes but halves of dots and lines, which must be seen.
        if (name == "defs")
        {
            return null;
        }

        var declared = element.Attributes()
            .Where(a => !a.IsNamespaceDeclaration)
            .SelectMany(a => a.Name.LocalName == "style" ? Declarations(a.Value) : [(Key: a.Name.LocalName, a.Value)])
            .Where(d => d.Key is not ("font-family" or "clip-path") && d.Value != "geometricPrecision")
            .ToList();
        if (declared.Contains(("stroke-width", "0")))
        {
            declared.RemoveAll(d => d.Key is "stroke" or "stroke-width");
            if (declared.Contains(("fill", "none")))
            {
                return null;
            }
        }

        var converted = new XElement(name);
        var classes = new List<string>();
        foreach (var (key, value) in declared)
        {
            if (key is "fill" or "stroke" && PlotColour.NameOf(value) is { } colour)
            {
                classes.Add((key == "fill" ? "f-" : "s-") + colour);
            }
            else
            {
                converted.SetAttributeValue(key, value);
            }
        }

        if (classes.Count > 0)
        {
            converted.SetAttributeValue("class", string.Join(' ', classes));
        }

        converted.Add(element.Nodes().Select(n => n is XElement child ? (object?)Convert(child) : n is XText text ? text.Value : null));
        return converted;
    }

    private static IEnumerable<(string Key, string Value)> Declarations(string style) => style
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(d => d.Split(':', 2, StringSplitOptions.TrimEntries))
        .Where(d => d.Length == 2)
        .Select(d => (d[0], d[1]));
}
