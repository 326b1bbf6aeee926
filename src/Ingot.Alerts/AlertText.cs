using System.Text;
using Ingot.Artifacts;

namespace Ingot.Alerts;

/// <summary>Text on its way to people's chats and mailboxes, whoever wrote it: one line, of bounded length, with nothing hidden in it.</summary>
public static class AlertText
{
    /// <summary>How long a text may be; what is longer is cut.</summary>
    public const int Longest = 300;

    /// <summary>The text on one line, control and formatting characters as escapes (<see cref="OutputText.Line"/>), cut after <see cref="Longest"/> characters; half a surrogate pair becomes U+FFFD.</summary>
    /// <param name="text">The text.</param>
    public static string Line(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var line = OutputText.Line(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Length > 4 * Longest ? text[..(4 * Longest)] : text)));
        return line.Length <= Longest ? line : line[..(char.IsHighSurrogate(line[Longest - 2]) ? Longest - 2 : Longest - 1)] + "…";
    }

    /// <summary>The text without the sign that makes people's names, and words such as <c>channel</c>, notices to them.</summary>
    /// <param name="text">The text.</param>
    internal static string WithoutMentions(string text) => text.Replace('@', '\uFF20');
}
