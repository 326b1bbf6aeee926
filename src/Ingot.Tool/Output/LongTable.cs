using System.Text;
using Spectre.Console;

namespace Ingot.Tool.Output;

/// <summary>
/// A table of very many rows. It looks as a <see cref="ConsoleTable"/> does, and where no line must be broken it is put together here: Spectre.Console takes two and a half
/// seconds of a processor for ten thousand rows.
/// </summary>
/// <param name="headings">The headings.</param>
/// <param name="rows">The rows, with a text for each heading: lines as <see cref="ConsoleTable.Line"/> makes them.</param>
internal sealed class LongTable(IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows)
{
    // A blank before and behind each text, and a line before and behind each column.
    private const int Margin = 2;

    /// <summary>The text of the table, with an end of each line.</summary>
    /// <param name="width">How many characters a line may have.</param>
    /// <param name="newLine">The end of a line.</param>
    /// <returns>Null: lines would have to be broken.</returns>
    public string? Draw(int width, string newLine)
    {
        var widths = new int[headings.Count];
        foreach (var row in rows.Prepend(headings))
        {
            for (var c = 0; c < widths.Length; c++)
            {
                widths[c] = Math.Max(widths[c], WidthOf(row[c]));
            }
        }

        if (widths.Sum(w => w + Margin + 1) + 1 > width)
        {
            return null;
        }

        var text = new StringBuilder();
        Line(text, widths, '╭', '┬', '╮').Append(newLine);
        Cells(text, widths, headings).Append(newLine);
        if (rows.Count > 0)
        {
            Line(text, widths, '├', '┼', '┤').Append(newLine);
        }

        foreach (var row in rows)
        {
            Cells(text, widths, row).Append(newLine);
        }

        return Line(text, widths, '╰', '┴', '╯').Append(newLine).ToString();
    }

    // A terminal gives some characters two places, and some none.
    private static int WidthOf(string text) => Ascii.IsValid(text) ? text.Length : text.GetCellWidth();

    private static StringBuilder Line(StringBuilder text, int[] widths, char first, char between, char last)
    {
        for (var c = 0; c < widths.Length; c++)
        {
            text.Append(c == 0 ? first : between).Append('─', widths[c] + Margin);
        }

        return text.Append(last);
    }

    private static StringBuilder Cells(StringBuilder text, int[] widths, IReadOnlyList<string> cells)
    {
        for (var c = 0; c < widths.Length; c++)
        {
            text.Append("│ ").Append(cells[c]).Append(' ', widths[c] - WidthOf(cells[c]) + 1);
        }

        return text.Append('│');
    }
}
