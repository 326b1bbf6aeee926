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
    public static string Cell(string text) => Markup.Escape(OutputText.Line(text));

    /// <summary>Whether somebody looks at what is written, in a terminal.</summary>
    public static bool IsTerminal(TextWriter output) =>
        ReferenceEquals(output is NeutralWriter neutral ? neutral.Inner : output, Console.Out) && !Console.IsOutputRedirected;

    /// <summary>Writes something that Spectre.Console renders.</summary>
    public static void Write(TextWriter output, IRenderable what)
    {
        if (IsTerminal(output))
        {
            AnsiConsole.Write(what);
            return;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = PlainWidth;
        console.Write(what);
    }
}
