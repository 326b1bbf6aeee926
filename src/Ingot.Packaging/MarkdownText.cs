using System.Globalization;
using System.Text;

namespace Ingot.Packaging;

/// <summary>Any text, safely in one cell of a Markdown table.</summary>
internal static class MarkdownText
{
    /// <summary>Plain text: nothing in it is markup.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var c in text)
        {
            _ = c switch
            {
                '<' => plain.Append("&lt;"),
                '>' => plain.Append("&gt;"),
                '&' => plain.Append("&amp;"),
                '\\' or '`' or '*' or '_' or '|' or '[' or ']' or '#' or '~' => plain.Append('\\').Append(c),
                _ when char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator => plain.Append(' '),
                _ => plain.Append(c),
            };
        }

        return plain.ToString();
    }

    /// <summary>The lines of a table.</summary>
    /// <param name="lines">Where they are added.</param>
    /// <param name="header">The columns' headings.</param>
    /// <param name="rows">The cells, as Markdown.</param>
    public static void Table(ICollection<string> lines, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        lines.Add("| " + string.Join(" | ", header) + " |");
        lines.Add("|" + string.Concat(header.Select(_ => "---|")));
        foreach (var row in rows)
        {
            lines.Add("| " + string.Join(" | ", row) + " |");
        }

        lines.Add(string.Empty);
    }
}
