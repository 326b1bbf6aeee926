using System.Globalization;
using Ingot.Tool.Output;
using Spectre.Console;

namespace Ingot.Tool.Tests;

public sealed class LongTableTests
{
    private static readonly string[] Headings = ["run", "with [brackets]", "größe", "empty"];

    private static readonly string[][] Rows =
    [
        ["a", "AUC 0.85 (0.83 to 0.87)", "–", ""],
        ["[red]b[/]", "trailing ", " leading", ""],
        ["日本語", "é e\u0301", "…", ""],
        ["", "😀 x", "two  blanks", ""],
    ];

    [Theory]
    [InlineData(4)]
    [InlineData(0)]
    public void It_looks_as_Spectre_draws_it(int rows)
    {
        var spectre = ConsoleTable.Of(Headings);
        foreach (var row in Rows.Take(rows))
        {
            spectre.AddRow([.. row.Select(ConsoleTable.Cell)]);
        }

        using var expected = new StringWriter(CultureInfo.InvariantCulture);
        ConsoleTable.Write(expected, spectre);
        Assert.Equal(expected.ToString(), new LongTable(Headings, Rows[..rows]).Draw(200, expected.NewLine));
        using var written = new StringWriter(CultureInfo.InvariantCulture);
        ConsoleTable.Write(written, Headings, Rows.Take(rows));
        Assert.Equal(expected.ToString(), written.ToString());
    }

    [Fact]
    public void It_draws_what_fits_and_nothing_else()
    {
        var table = new LongTable(["a", "b"], [["123", "4"]]);
        Assert.Equal("╭─────┬───╮\n│ a   │ b │\n├─────┼───┤\n│ 123 │ 4 │\n╰─────┴───╯\n", table.Draw(11, "\n"));
        Assert.Null(table.Draw(10, "\n"));
    }

    [Fact]
    public void What_does_not_fit_is_broken_by_Spectre()
    {
        string[][] rows = [["1", string.Join(' ', Enumerable.Repeat("word", 60))]];
        using var written = new StringWriter(CultureInfo.InvariantCulture);
        ConsoleTable.Write(written, ["a", "b"], rows);
        var lines = written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(6, lines.Length);
        Assert.All(lines, l => Assert.Equal(200, l.GetCellWidth()));
    }

    [Fact]
    public void Nothing_in_a_cell_is_obeyed()
    {
        using var written = new StringWriter(CultureInfo.InvariantCulture);
        ConsoleTable.Write(written, ["a"], [["\u001b[31mred\nline"]]);
        Assert.Contains("│ \\u001B[31mred\\nline │", written.ToString(), StringComparison.Ordinal);
    }
}
