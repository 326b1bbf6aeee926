using System.Xml.Linq;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Markup;

/// <summary>A page that needs nothing else: no script, no font, no picture from elsewhere.</summary>
internal static class HtmlPage
{
    // Even if something of the data were markup, a browser would run and fetch nothing.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'";

    /// <summary>The page as text.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="styles">The style sheets, which are resources of this assembly.</param>
    /// <param name="content">What it shows.</param>
    public static string Of(string title, IEnumerable<string> styles, params object?[] content) => HtmlText.Page(El(
        "html",
        new XAttribute("lang", "en"),
        El(
            "head",
            El("meta", new XAttribute("charset", "utf-8")),
            El("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
            El("meta", new XAttribute("http-equiv", "Content-Security-Policy"), new XAttribute("content", Policy)),
            El("meta", new XAttribute("name", "color-scheme"), new XAttribute("content", "light dark")),
            El("title", title),
            El("style", string.Concat(styles.Select(StyleSheet)))),
        El("body", El("main", content))));

    /// <summary>Links to the sections.</summary>
    /// <param name="sections">The sections.</param>
    public static XElement Contents(IEnumerable<XElement> sections) => El(
        "nav",
        new XAttribute("aria-label", "Contents"),
        sections.Select(s => El("a", new XAttribute("href", "#" + (string?)s.Attribute("id")), s.Element("h2")!.Value)));

    private static string StyleSheet(string name)
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return "\n" + reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
