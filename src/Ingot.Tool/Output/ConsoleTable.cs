using Ingot.Artifacts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Ingot.Tool.Output;

/// <summary>Tables for people: with colours on a terminal, as plain text elsewhere.</summary>
internal static class ConsoleTable
{
    // Where nobody says how wide it is, lines are not broken.
    private const int PlainWidth = 200;

    /// <summary>A table with headings.</summary>
    public static Table Of(params string[] headings) =>
        new Table().Border(TableBorder.Rounded).AddColumns([.. headings.Select(h => new TableColumn(Cell(h)))]);

    /// <summary>A text as one line of a cell: neither markup nor anything that a terminal would obey.</summary>
    public static string Cell(string text) => Markup.Escape(Line(text));

    /// <summary>A text as one line with nothing that a terminal would obey.</summary>
    public static string Line(string text) => OutputText.Line(text);

    /// <summary>Whether somebody looks at what is written, in a terminal.</summary>
    public static bool IsTerminal(TextWriter output) =>
        ReferenceEquals(output is NeutralWriter neutral ? neutral.Inner : output, Console.Out) && !Console.IsOutputRedirected;

    /// <summary>Writes something that Spectre.Console renders.</summary>
    public static void Write(TextWriter output, IRenderable what) => ConsoleOf(output).Write(what);

    /// <summary>Writes a table that may have very many rows.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="headings">The headings.</param>
    /// <param name="rows">The rows, with a text for each heading.</param>
    public static void Write(TextWriter output, IReadOnlyList<string> headings, IEnumerable<IEnumerable<string>> rows)
    {
        List<string[]> lines = [.. rows.Select(r => r.Select(Line).ToArray())];
        var console = ConsoleOf(output);
        if (console.Profile.Capabilities.Unicode && new LongTable([.. headings.Select(Line)], lines).Draw(console.Profile.Width, output.NewLine) is { } drawn)
        {
            if (output is NeutralWriter neutral)
            {
                neutral.WriteNeutral(drawn);
            }
            else
            {
                output.Write(drawn);
            }

            return;
        }

        var table = Of([.. headings]);
        lines.ForEach(l => table.AddRow([.. l.Select(Markup.Escape)]));
        console.Write(table);
    }

    private static IAnsiConsole ConsoleOf(TextWriter output)
    {
        if (IsTerminal(output))
        {
            return AnsiConsole.Console;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = PlainWidth;
        return console;
    }
}
