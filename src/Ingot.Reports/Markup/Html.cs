using System.Globalization;
using System.Xml.Linq;
using Ingot.Core.Texts;

namespace Ingot.Reports.Markup;

/// <summary>The elements that the card is made of.</summary>
internal static class Html
{
    private const int MostCharacters = 160;

    /// <summary>An element.</summary>
    public static XElement El(string name, params object?[] content) => new(name, content);

    /// <summary>A class.</summary>
    public static XAttribute Class(string value) => new("class", value);

    /// <summary>Text of data or people, isolated so that its direction stays its own, and cut where it is very long.</summary>
    public static XElement Data(string text, int most = MostCharacters) => El("bdi", PlainText.Short(text, most));

    /// <summary>Text with invariant numbers.</summary>
    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A part of the card with its heading.</summary>
    public static XElement Section(string id, string title, params object?[] content) =>
        El("section", new XAttribute("id", id), El("h2", title), content);

    /// <summary>A plot with what it shows in words, and its numbers.</summary>
    /// <param name="title">The heading.</param>
    /// <param name="svg">The plot.</param>
    /// <param name="caption">What a reader should see.</param>
    /// <param name="numbers">A table of the numbers; null when they stand elsewhere.</param>
    /// <param name="summary">What the table is called.</param>
    public static XElement Figure(string title, XElement svg, object? caption, XElement? numbers = null, string summary = "Numbers") => El(
        "figure",
        El("h3", title),
        svg,
        El("figcaption", caption),
        numbers is null ? null : Details(summary, numbers));

    /// <summary>Something that is shown when asked for.</summary>
    public static XElement Details(string summary, params object?[] content) =>
        El("details", El("summary", summary), content);

    /// <summary>A table that scrolls by itself where it is too wide.</summary>
    /// <param name="label">What it is, for those who cannot see it.</param>
    /// <param name="header">The headings; those that end with <c>#</c> are of numbers.</param>
    /// <param name="rows">The cells.</param>
    public static XElement Table(string label, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<object?>> rows)
    {
        XAttribute? Numbers(int column) => header[column].EndsWith('#') ? Class("n") : null;
        return El(
            "div",
            Class("scroll"),
            new XAttribute("role", "region"),
            new XAttribute("tabindex", "0"),
            new XAttribute("aria-label", label),
            El(
                "table",
                El("thead", El("tr", header.Select((h, i) => El("th", new XAttribute("scope", "col"), Numbers(i), h.TrimEnd('#'))))),
                El("tbody", rows.Select(row => El("tr", row.Select((cell, i) => El("td", Numbers(i), cell)))))));
    }

    /// <summary>The key of a colour in a plot's caption.</summary>
    /// <param name="colour">The colour's class in the style sheet, such as <c>accent</c>.</param>
    /// <param name="text">What is drawn in it.</param>
    public static XElement Key(string colour, object text) => El("span", Class("key"), El("span", Class("dot bg-" + colour)), text);
}
