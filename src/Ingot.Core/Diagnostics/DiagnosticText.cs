using System.Globalization;
using Ingot.Artifacts;

namespace Ingot.Core.Diagnostics;

/// <summary>Text from data and files, made fit for a message: on one line, readable, of bounded length.</summary>
public static class DiagnosticText
{
    private const int MaxLength = 60;

    /// <summary>A value as messages show it: control and formatting characters escaped, and cut after 60 characters.</summary>
    public static string Shorten(string value) =>
        value.Length <= MaxLength
            ? Escape(value)
            : Escape(value[..(char.IsHighSurrogate(value[MaxLength - 1]) ? MaxLength - 1 : MaxLength)]) + "…";

    /// <summary>Several names as messages list them: the first ten, each of bounded length, and how many more there are.</summary>
    public static string List(IEnumerable<string> names)
    {
        var all = names.ToList();
        return List(all, all.Count);
    }

    /// <summary>The same of names that are some of more.</summary>
    /// <param name="names">The names that are known.</param>
    /// <param name="count">How many there are, known or not.</param>
    public static string List(IReadOnlyCollection<string> names, int count)
    {
        const int most = 10;
        var shown = string.Join(", ", names.Take(most).Select(Shorten));
        var left = count - Math.Min(names.Count, most);
        return left <= 0 ? shown : string.Create(CultureInfo.InvariantCulture, $"{shown} and {left:N0} more");
    }

    /// <summary>A number with its noun: <c>1 value</c>, <c>1,409 values</c>.</summary>
    /// <param name="number">The number.</param>
    /// <param name="one">The noun for one.</param>
    /// <param name="many">The noun for any other number; null: the same with an s.</param>
    public static string Count(long number, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {Agree(number, one, many ?? one + "s")}");

    /// <summary>The word that agrees with a number, such as <c>is</c> with 1 and <c>are</c> with any other.</summary>
    public static string Agree(long number, string one, string many) => number == 1 ? one : many;

    /// <summary>The question whether the nearest of some names was meant, in brackets and after a blank; nothing where none is near.</summary>
    /// <param name="name">What was written, and is none of them.</param>
    /// <param name="names">What may be written.</param>
    public static string DidYouMean(string name, IEnumerable<string> names) =>
        Misspelling.NearestOf(name, names) is { } nearest ? $" (did you mean {Shorten(nearest)}?)" : string.Empty;

    /// <summary>The text with control and formatting characters (line breaks, changes of direction) as escapes.</summary>
    public static string Escape(string value) => OutputText.Visible(value);
}
