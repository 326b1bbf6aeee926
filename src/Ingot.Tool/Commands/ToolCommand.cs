using System.CommandLine;
using Ingot.Pipeline;
using Ingot.Tool.Output;

namespace Ingot.Tool.Commands;

/// <summary>Gives commands that are not stages their work.</summary>
internal static class ToolCommand
{
    /// <summary>Sets what a command does; it ends as <see cref="Verb"/> says.</summary>
    /// <param name="command">The command.</param>
    /// <param name="action">Does it; is handed where to write.</param>
    public static void Does(this Command command, Func<ParseResult, InvocationConfiguration, CancellationToken, Task<StageOutcome>> action) =>
        command.SetAction((parsed, cancellation) => Verb.RunAsync(
            command.Name, parsed.InvocationConfiguration, () => action(parsed, parsed.InvocationConfiguration, cancellation)));
}
