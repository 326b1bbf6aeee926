using System.Globalization;
using System.Text;

namespace Ingot.Core.Texts;

/// <summary>Text of data or people as it may be shown: nothing in it is invisible or turns the reading direction of what stands beside it.</summary>
public static class PlainText
{
    /// <summary>The text without control characters.</summary>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                plain.Append(c).Append(text[++i]);
                continue;
            }

            // Halves of characters and what is not a character are allowed in neither XML nor UTF-8.
            var isNone = char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF';
            plain.Append(isNone || TurnsDirection(c) ? '\uFFFD' : IsControl(c) ? ' ' : c);
        }

        return plain.ToString();
    }

    /// <summary>The same, and no longer than so many characters; the cut is marked with an ellipsis.</summary>
    public static string Short(string text, int most)
    {
        // Only what is kept is looked at: a cell may hold megabytes. A character of two halves is not cut in two.
        if (text.Length <= most)
        {
            return Of(text);
        }

        var end = most - 1;
        return Of(text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)]) + "…";
    }

    /// <summary>Whether a character breaks or controls a line.</summary>
    public static bool IsControl(char c) => char.IsControl(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    /// <summary>Bidirectional controls can make a reader see another text than there is.</summary>
    public static bool TurnsDirection(char c) =>
        c is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
