using System.Text;

namespace Ingot.Core.Texts;

/// <summary>Any text, safely in one cell of a Markdown table.</summary>
public static class MarkdownText
{
    /// <summary>Plain text: nothing in it is markup, a link or a formula, and none of it is invisible.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            _ = c switch
            {
                '<' => plain.Append("&lt;"),
                '>' => plain.Append("&gt;"),
                '&' => plain.Append("&amp;"),
                '\\' or '`' or '*' or '_' or '|' or '[' or ']' or '#' or '~' or '$' or '@' => plain.Append('\\').Append(c),

                // Many readers make links of http://… and www.… without being asked.
                ':' when i + 1 < text.Length && text[i + 1] == '/' => plain.Append("\\:"),
                '.' when i >= 3 && text.AsSpan(i - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase) => plain.Append("\\."),
                _ when PlainText.TurnsDirection(c) => plain.Append('\uFFFD'),
                _ when PlainText.IsControl(c) => plain.Append(' '),
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
