using System.Globalization;
using System.Xml.Linq;
using Ingot.Core.Curves;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Cards.Sections;

/// <summary>What was taken for what: a matrix while it can be read, else the most frequent mistakes.</summary>
internal static class ConfusionFigure
{
    private const int MostClasses = 30;
    private const int MostMistakes = 25;

    public static XElement Of(ConfusionMatrix matrix, string note)
    {
        var classes = matrix.Classes.Count;
        var readable = classes <= MostClasses;
        var figure = El(
            "figure",
            El("h3", "Confusion matrix"),
            readable ? Matrix(matrix) : null,
            El("figcaption", $"Rows {note}: true classes down, predicted classes across; the shade is the share of the true class."),
            classes > 2 ? readable ? Details("Most frequent mistakes", Mistakes(matrix)) : Mistakes(matrix) : null);
        if (classes > 6 && readable)
        {
            figure.SetAttributeValue("class", "wide");
        }

        return figure;
    }

    private static XElement Matrix(ConfusionMatrix matrix) => El(
        "div",
        Class("scroll"),
        new XAttribute("role", "region"),
        new XAttribute("tabindex", "0"),
        new XAttribute("aria-label", "Confusion matrix"),
        El(
            "table",
            Class(matrix.Classes.Count > 6 ? "confusion small" : "confusion"),
            El("thead", El("tr", El("th", Class("corner"), "true \\ predicted"), matrix.Classes.Select(c => El("th", new XAttribute("scope", "col"), Data(c, 24))))),
            El("tbody", matrix.Classes.Select((c, row) => El(
                "tr",
                El("th", new XAttribute("scope", "row"), Data(c, 24)),
                matrix.Counts[row].Select((count, column) => Cell(matrix, row, column, count)))))));

    private static XElement Cell(ConfusionMatrix matrix, int row, int column, double count)
    {
        var all = matrix.RowsOf(row);
        var percent = all > 0 ? 100 * count / all : 0;
        var shade = Math.Round(percent);
        return El(
            "td",
            Class(row == column ? "right" : "wrong"),
            new XAttribute("style", "--p:" + shade.ToString(CultureInfo.InvariantCulture)),
            count == 0 ? "·" : Count(count),
            matrix.Classes.Count > 6 || all <= 0 ? null : El("small", Text($"{percent:0.0} %")));
    }

    private static XElement Mistakes(ConfusionMatrix matrix)
    {
        var mistakes = matrix.Counts
            .SelectMany((counts, row) => counts.Select((count, column) => (row, column, count)))
            .Where(m => m.row != m.column && m.count > 0)
            .OrderByDescending(m => m.count).ThenBy(m => m.row).ThenBy(m => m.column)
            .ToList();
        return mistakes.Count == 0 ? El("p", "There are none.") : El(
            "div",
            Table(
                "Most frequent mistakes",
                ["true", "predicted as", "rows#", "of the true class#"],
                mistakes.Take(MostMistakes).Select(m => (IReadOnlyList<object?>)
                [
                    Data(matrix.Classes[m.row], 60), Data(matrix.Classes[m.column], 60), Count(m.count), Text($"{100 * m.count / matrix.RowsOf(m.row):0.0} %"),
                ])),
            mistakes.Count > MostMistakes ? El("p", Class("more"), Text($"and {mistakes.Count - MostMistakes:N0} more kinds of mistakes")) : null);
    }

    private static string Count(double count) => double.IsInteger(count) ? Text($"{count:N0}") : Text($"{count:N1}");
}
