using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using System.Xml.Linq;

namespace Ingot.Reports.Markup;

/// <summary>
/// Writes elements as HTML. All text and all attribute values go through the encoder of .NET, so nothing that comes from
/// data can become markup.
/// </summary>
internal static class HtmlText
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly HashSet<string> Void = ["meta", "br"];
    private static readonly HashSet<string> Inline = ["a", "abbr", "b", "bdi", "code", "em", "small", "span", "strong"];

    /// <summary>A page, with its document type.</summary>
    /// <param name="html">The root element.</param>
    public static string Page(XElement html)
    {
        var text = new StringBuilder("<!DOCTYPE html>");
        Write(text, html, inSvg: false);
        return text.Append('\n').ToString();
    }

    private static void Write(StringBuilder text, XElement element, bool inSvg)
    {
        var name = element.Name.LocalName;
        inSvg = inSvg || name == "svg";
        if (!Inline.Contains(name))
        {
            // A line per element makes two cards comparable by any diff.
            text.Append('\n');
        }

        text.Append('<').Append(name);
        foreach (var attribute in element.Attributes().Where(a => !a.IsNamespaceDeclaration))
        {
            text.Append(' ').Append(attribute.Name.LocalName).Append("=\"").Append(Encoder.Encode(attribute.Value)).Append('"');
        }

        if (inSvg && !element.Nodes().Any())
        {
            text.Append("/>");
            return;
        }

        text.Append('>');
        if (Void.Contains(name))
        {
            return;
        }

        foreach (var node in element.Nodes())
        {
            if (node is XElement child)
            {
                Write(text, child, inSvg);
            }
            else if (node is XText content)
            {
                // Style sheets and scripts are not text to an HTML reader: they are taken as they stand, and only the page's own are ever there.
                text.Append(name is "style" or "script" ? content.Value : Encoder.Encode(content.Value));
            }
        }

        text.Append("</").Append(name).Append('>');
    }
}
