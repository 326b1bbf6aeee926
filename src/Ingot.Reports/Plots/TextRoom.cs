using Ingot.Core.Texts;

namespace Ingot.Reports.Plots;

/// <summary>
/// How much room text takes in a drawing. The reader's font is not known, so letters are taken as wide as those of the wide fonts
/// that the page may be shown in.
/// </summary>
internal static class TextRoom
{
    private const int MostLines = 3;

    // The least width of a letter, in parts of the font's size.
    private const double Narrow = 0.41;

    /// <summary>An upper bound of the width of text, in pixels.</summary>
    /// <param name="text">The text.</param>
    /// <param name="size">The font's size in pixels.</param>
    public static double Width(string text, double size) => text.Sum(c => size * c switch
    {
        'i' or 'j' or 'l' or 'I' or 'f' or 't' or 'r' or ' ' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or '(' or ')' or '[' or ']' or '-' => Narrow,
        'm' or 'w' or 'M' or 'W' or '@' or '%' or (>= '\u1100') => 1,
        (>= 'A' and <= 'Z') or '=' or '<' or '>' or '+' or '_' or '&' => 0.8,
        _ => 0.64,
    });

    /// <summary>Text in as many lines as it needs, at most three; what they have no room for is cut, and the cut is marked.</summary>
    /// <param name="text">The text.</param>
    /// <param name="size">The font's size in pixels.</param>
    /// <param name="first">Pixels of the first line.</param>
    /// <param name="others">Pixels of the others.</param>
    public static IReadOnlyList<string> Lines(string text, double size, double first, double others)
    {
        // Names may be very long: what the narrowest letters have no room for is not looked at.
        var left = PlainText.Short(text, (int)((first + (others * (MostLines - 1))) / (size * Narrow)) + 2);
        var lines = new List<string>();
        for (var room = first; left.Length > 0 || lines.Count == 0; room = others)
        {
            var fits = Fitting(left, size, room);
            if (fits < left.Length && lines.Count == MostLines - 1)
            {
                lines.Add(PlainText.Short(left, Math.Max(2, Fitting(left, size, room - Width("…", size)) + 1)));
                break;
            }

            var blank = fits < left.Length ? left.LastIndexOf(' ', fits) : -1;
            var end = blank > fits / 4 ? blank : Math.Max(fits, Math.Min(2, left.Length));
            lines.Add(left[..end].TrimEnd());
            left = left[end..].TrimStart();
        }

        return lines;
    }

    // Characters that fit; one of two halves is not cut in two.
    private static int Fitting(string text, double size, double room)
    {
        var (end, used) = (0, 0.0);
        while (end < text.Length)
        {
            var step = char.IsHighSurrogate(text[end]) && end + 1 < text.Length ? 2 : 1;
            used += Width(text.Substring(end, step), size);
            if (used > room)
            {
                break;
            }

            end += step;
        }

        return end;
    }
}
