namespace Ingot.Data;

/// <summary>Where the table begins in a text, and what the lines above it say by themselves.</summary>
/// <param name="Lines">How many lines stand above the table.</param>
/// <param name="From">Where the table begins in the sample.</param>
/// <param name="Delimiter">What a first line <c>sep=;</c> names, as spreadsheets write and read it; null: there is none.</param>
internal readonly record struct TextTop(int Lines, int From, char? Delimiter)
{
    private const string Said = "sep=";

    /// <summary>Looks at the beginning of a text.</summary>
    /// <param name="text">The sample.</param>
    /// <param name="skip">How many lines are to be left out besides that one and empty ones.</param>
    public static TextTop Of(string text, int skip)
    {
        var (lines, at) = (0, 0);
        var first = Line(text, 0).Trim('"');
        char? delimiter = first.Length == Said.Length + 1 && first.StartsWith(Said, StringComparison.OrdinalIgnoreCase) ? first[^1] : null;
        for (var left = skip + (delimiter is null ? 0 : 1); left > 0 && at < text.Length; left--)
        {
            (lines, at) = (lines + 1, Next(text, at));
        }

        while (at < text.Length && Line(text, at).Trim(' ').IsEmpty && Next(text, at) < text.Length)
        {
            (lines, at) = (lines + 1, Next(text, at));
        }

        return new TextTop(lines, at, delimiter);
    }

    private static ReadOnlySpan<char> Line(string text, int at)
    {
        var rest = text.AsSpan(at);
        var end = rest.IndexOfAny('\r', '\n');
        return end < 0 ? rest : rest[..end];
    }

    private static int Next(string text, int at)
    {
        var end = text.AsSpan(at).IndexOfAny('\r', '\n');
        return end < 0 ? text.Length
            : text[at + end] == '\r' && at + end + 1 < text.Length && text[at + end + 1] == '\n' ? at + end + 2
            : at + end + 1;
    }
}
