using System.CommandLine;
using Ingot.Artifacts;
using Ingot.Core.Diagnostics;
using Ingot.Core.Platforms;
using Ingot.Pipeline;

namespace Ingot.Tool.Output;

/// <summary>What every verb has that works in this process: whatever happens gets a code, and an exit code.</summary>
internal static class Verb
{
    /// <summary>Runs the verb's work.</summary>
    /// <param name="name">The verb.</param>
    /// <param name="console">Where it writes.</param>
    /// <param name="work">The work.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(string name, InvocationConfiguration console, Func<Task<StageOutcome>> work) =>
        NeutralWriter.AroundAsync(console, () => TryAsync(name, console, work));

    private static async Task<int> TryAsync(string name, InvocationConfiguration console, Func<Task<StageOutcome>> work)
    {
        try
        {
            return (int)await work();
        }
        catch (IngotException e)
        {
            foreach (var diagnostic in e.Diagnostics)
            {
                await console.Error.WriteLineAsync(diagnostic.ToString());
            }

            return (int)StageOutcomes.OfBrokenOff(e.Diagnostics);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await console.Error.WriteLineAsync(InfrastructureDiagnostics.FileSystem.At(
                new SourceLocation(Environment.CurrentDirectory),
                $"The file system refused '{name}': {e.Message} {(SharedFiles.IsHeldElsewhere(e) ? "Close the program that has it open" : "Free some space or make the files readable and writable")}, and try again.").ToString());
            return (int)StageOutcome.Infrastructure;
        }
        catch (OperationCanceledException)
        {
            return (int)StageOutcome.Infrastructure;
        }
        catch (Exception e) when (NativeLibraryFault.Find(e) is { } fault)
        {
            await console.Error.WriteLineAsync(fault.ToString());
            return (int)StageOutcome.Infrastructure;
        }
#pragma warning disable CA1031 // The verb's last line of defence: whatever happened gets a code.
        catch (Exception e)
#pragma warning restore CA1031
        {
            await console.Error.WriteLineAsync(InfrastructureDiagnostics.Unexpected.At(
                SourceLocation.None, $"{name} ended with an unexpected {e.GetType().Name}: {e.Message.TrimEnd('.')}. This is a defect of Ingot; please report it.").ToString());
            return (int)StageOutcome.Infrastructure;
        }
    }
}
