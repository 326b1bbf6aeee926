using System.CommandLine;
using Ingot.Core.Diagnostics;
using Ingot.Pipeline;

namespace Ingot.Tool.Commands;

/// <summary>How verbs end that are no stage: what they could not do is said on the error output, with its code.</summary>
internal static class ToolCommand
{
    /// <summary>Sets what a command does.</summary>
    /// <param name="command">The command.</param>
    /// <param name="action">Does it; is handed where to write.</param>
    public static void Does(this Command command, Func<ParseResult, InvocationConfiguration, CancellationToken, Task<StageOutcome>> action) =>
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                return (int)await action(parsed, parsed.InvocationConfiguration, cancellation);
            }
            catch (IngotException e)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(e.Diagnostic.ToString());
                return (int)(e.Diagnostic.Code.StartsWith("INGOT9", StringComparison.Ordinal) ? StageOutcome.Infrastructure : StageOutcome.BadInput);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(InfrastructureDiagnostics.FileSystem.At(
                    new SourceLocation(Environment.CurrentDirectory),
                    $"The file system refused '{command.Name}': {e.Message} Free some space or make the files readable and writable, and try again.").ToString());
                return (int)StageOutcome.Infrastructure;
            }
        });
}
