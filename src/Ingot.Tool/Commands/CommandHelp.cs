using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Ingot.Tool.Commands;

/// <summary>The library's help, in which the command is what people type and not the name of the program's file.</summary>
internal sealed class CommandHelp(SynchronousCommandLineAction help) : SynchronousCommandLineAction
{
    private const string Typed = "dotnet ingot";

    /// <summary>Help of a command line says it so from now on.</summary>
    /// <param name="root">The command line.</param>
    public static void NameAsTyped(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new CommandHelp((SynchronousCommandLineAction)option.Action!);
    }

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        var configuration = parseResult.InvocationConfiguration;
        var output = configuration.Output;
        using var text = new StringWriter();
        configuration.Output = text;
        try
        {
            return help.Invoke(parseResult);
        }
        finally
        {
            configuration.Output = output;
            output.Write(text.ToString().Replace($"\n  {RootCommand.ExecutableName} ", $"\n  {Typed} ", StringComparison.Ordinal));
        }
    }
}
