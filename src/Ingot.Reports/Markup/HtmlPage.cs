using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Markup;

/// <summary>A page that needs nothing else: no font, no picture, and no script, unless it asks for one of its own.</summary>
internal static class HtmlPage
{
    // Even if something of the data were markup, a browser would run and fetch nothing.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'";

    /// <summary>The page as text.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="styles">The style sheets, which are resources of this assembly.</param>
    /// <param name="content">What it shows.</param>
    public static string Of(string title, IEnumerable<string> styles, params object?[] content) => Of(title, styles, null, content);

    /// <summary>A page with a script, which the browser runs by its hash and no other.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="styles">The style sheets, which are resources of this assembly.</param>
    /// <param name="script">The script, a resource of this assembly.</param>
    /// <param name="content">What it shows.</param>
    public static string WithScript(string title, IEnumerable<string> styles, string script, params object?[] content) => Of(title, styles, Resource(script), content);

    private static string Of(string title, IEnumerable<string> styles, string? script, object?[] content) => HtmlText.Page(El(
        "html",
        new XAttribute("lang", "en"),
        El(
            "head",
            El("meta", new XAttribute("charset", "utf-8")),
            El("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
            El("meta", new XAttribute("http-equiv", "Content-Security-Policy"), new XAttribute("content", script is null ? Policy : $"{Policy}; script-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'")),
            El("meta", new XAttribute("name", "color-scheme"), new XAttribute("content", "light dark")),
            El("title", title),
            El("style", string.Concat(styles.Select(Resource)))),
        El("body", El("main", content), script is null ? null : El("script", script))));

    /// <summary>Links to the sections.</summary>
    /// <param name="sections">The sections.</param>
    public static XElement Contents(IEnumerable<XElement> sections) => El(
        "nav",
        new XAttribute("aria-label", "Contents"),
        sections.Select(s => El("a", new XAttribute("href", "#" + (string?)s.Attribute("id")), s.Element("h2")!.Value)));

    private static string Resource(string name)
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return "\n" + reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
