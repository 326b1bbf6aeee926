using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Ingot.Reports.Tests.Cards;

/// <summary>A card's page, read again. It is XML but for its document type and its elements without an end.</summary>
internal static partial class CardPage
{
    public static XElement Read(string html)
    {
        var xml = WithoutEnd().Replace(html.Replace("<!DOCTYPE html>", string.Empty, StringComparison.Ordinal), string.Empty);
        return XElement.Parse(xml, LoadOptions.PreserveWhitespace);
    }

    /// <summary>All visible text.</summary>
    public static string Text(XElement page) => page.Element("body")!.Value;

    /// <summary>Headings, captions and table heads with every number as 0: what is on the page, not what was measured.</summary>
    public static string Outline(XElement page)
    {
        var outline = new StringBuilder();
        foreach (var element in page.Descendants().Where(e => e.Name.LocalName is "h1" or "h2" or "h3" or "th" or "figcaption" or "summary" or "dt" or "svg" or "p"))
        {
            var text = element.Name == "svg" ? element.Element("desc")!.Value : element.Value;
            outline.Append(element.Name.LocalName).Append(' ').Append((string?)element.Attribute("class")).Append(": ").Append(Numbers().Replace(text, "0")).Append('\n');
        }

        return outline.ToString();
    }

    [GeneratedRegex("<(?:meta|br)[^>]*>")]
    private static partial Regex WithoutEnd();

    [GeneratedRegex(@"\d+(?:[.,]\d+)*")]
    private static partial Regex Numbers();
}
