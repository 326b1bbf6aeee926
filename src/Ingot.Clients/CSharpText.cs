using System.Globalization;
using System.Text;

namespace Ingot.Clients;

/// <summary>Any text, safely in C# source: data may name its columns as it likes.</summary>
internal static class CSharpText
{
    /// <summary>A string literal.</summary>
    public static string Literal(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c is '"' or '\\' ? literal.Append('\\').Append(c) : Visible(literal, c);
        }

        return literal.Append('"').ToString();
    }

    /// <summary>Text inside an XML documentation comment: always one line.</summary>
    public static string Xml(string text)
    {
        var xml = new StringBuilder();
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => xml.Append("&amp;"),
                '<' => xml.Append("&lt;"),
                '>' => xml.Append("&gt;"),
                _ => Visible(xml, c),
            };
        }

        return xml.ToString();
    }

    /// <summary>Control and format characters would end a line, or turn the reading direction of the source around.</summary>
    private static StringBuilder Visible(StringBuilder text, char c) => char.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned =>
            text.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture)),
        _ => text.Append(c),
    };
}
