using System.Globalization;
using System.Text;

namespace Ingot.Artifacts;

/// <summary>
/// Text on its way to a log or a terminal, whoever wrote it: data, packages, requests and git say what they like, and the reader of a line may be
/// a CI system or a terminal that takes some of it for commands. Here it is made to be only read. What is changed becomes an escape such as
/// <c>\u001B</c>, which people can see and which in JSON means the same as before; Ingot's own text has nothing that would be changed.
/// </summary>
/// <remarks>
/// Commands are those of GitHub Actions (<c>::name::</c> at the beginning of a line, <c>##[name]</c> anywhere), of Azure Pipelines
/// (<c>##vso[…]</c>, <c>##[…]</c>), of TeamCity (<c>##teamcity[…]</c>), of GitLab's and Travis's sections and of terminals (control characters).
/// </remarks>
public static class OutputText
{
    /// <summary>The text on one line, with control and formatting characters (line breaks, changes of direction) as escapes.</summary>
    /// <param name="text">The text.</param>
    public static string Visible(string text) => Write(text, keepTabs: false, keepCommands: true);

    /// <summary>A text as one line of a log: the same, and none of it is a command.</summary>
    /// <param name="text">The text.</param>
    /// <param name="keepTabs">Whether tabs stay.</param>
    public static string Line(string text, bool keepTabs = false) => Write(text, keepTabs, keepCommands: false);

    /// <summary>A text of several lines, such as JSON or Markdown: each as <see cref="Line"/>, its tabs as they are.</summary>
    /// <param name="text">The text.</param>
    public static string Lines(string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var isWindows = i < lines.Length - 1 && lines[i].Length > 0 && lines[i][lines[i].Length - 1] == '\r';
            lines[i] = isWindows ? Line(lines[i].Substring(0, lines[i].Length - 1), keepTabs: true) + "\r" : Line(lines[i], keepTabs: true);
        }

        return string.Join("\n", lines);
    }

    private static string Write(string text, bool keepTabs, bool keepCommands)
    {
        if (IsPlain(text))
        {
            return text;
        }

        StringBuilder? changed = null;
        var isBeginning = true;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var isPair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            var escape = IsHidden(CharUnicodeInfo.GetUnicodeCategory(text, i)) && !(c == '\t' && keepTabs)
                ? Escape(text, i, isPair)
                : !keepCommands && IsCommand(text, i, isBeginning) ? Hex(c) : null;
            if (escape is not null)
            {
                changed ??= new StringBuilder(text, 0, i, text.Length + 16);
                changed.Append(escape);
            }
            else
            {
                changed?.Append(text, i, isPair ? 2 : 1);
            }

            i += isPair ? 1 : 0;

            // The first colon of two is still the beginning.
            isBeginning &= escape is null && (char.IsWhiteSpace(c) || (c == ':' && text.Length > i + 1 && text[i + 1] == ':' && (i == 0 || text[i - 1] != ':')));
        }

        return changed?.ToString() ?? text;
    }

    // Most of what is printed: nothing in it can be hidden or begin a command.
    private static bool IsPlain(string text)
    {
        foreach (var c in text)
        {
            if (c is < ' ' or > '~' or '#' or ':')
            {
                return false;
            }
        }

        return true;
    }

    // One of two characters is enough: it takes both to begin a command.
    private static bool IsCommand(string text, int i, bool isBeginning) => i > 0 && text[i - 1] == text[i] && text[i] switch
    {
        '#' => i + 1 < text.Length && (text[i + 1] == '[' || char.IsLetter(text[i + 1])),
        ':' => isBeginning,
        _ => false,
    };

    private static string Escape(string text, int i, bool isPair) => text[i] switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ when isPair => Hex(text[i]) + Hex(text[i + 1]),
        var c => Hex(c),
    };

    private static string Hex(char c) => "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture);

    private static bool IsHidden(UnicodeCategory category) => category is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
