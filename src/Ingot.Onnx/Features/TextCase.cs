namespace Ingot.Onnx.Features;

/// <summary>
/// How tokens that differ by case become one. ONNX has one operator for lower case, and what it does to letters beyond ASCII depends on the machine: so it is
/// asked for ASCII only, and of other letters the model has the usual ways to write a word: all small, all capital, the first one capital.
/// </summary>
internal static class TextCase
{
    /// <summary>The characters that mean a blank.</summary>
    private static readonly string[] Blanks = [" ", "\t", "\n", "\r", "\u00A0", "\u2002", "\u2003", "\u2007", "\u2009", "\u202F", "\u3000"];

    /// <summary>What a token means, as far as that is known without <see cref="Spellings"/>.</summary>
    public static string Fold(string token) => Blanks.Contains(token) ? " " : token.ToLowerInvariant();

    /// <summary>The tokens that mean a folded one, as they are after ASCII letters have become small; itself comes first.</summary>
    public static IEnumerable<string> Spellings(string folded) => folded == " " ? Blanks
        : System.Text.Ascii.IsValid(folded) ? [folded]
        : new[] { folded, AsciiLower(folded.ToUpperInvariant()), AsciiLower(Title(folded)) }.Distinct(StringComparer.Ordinal);

    private static string Title(string text)
    {
        var first = text.Length > 1 && char.IsSurrogatePair(text, 0) ? 2 : 1;
        return text[..first].ToUpperInvariant() + text[first..];
    }

    private static string AsciiLower(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = char.IsAsciiLetterUpper(source[i]) ? (char)(source[i] | 0x20) : source[i];
        }
    });
}
