using System.Collections.Concurrent;
using Ingot.Core.Diagnostics;
using Ingot.Pipeline.Recording;
using Ingot.Runs.Recording;
using Ingot.Runs.Stores;

namespace Ingot.Tool.Workers;

/// <summary>Records the stages of a build that this process runs.</summary>
internal static class BuildRecorder
{
    // Whose store has refused: it is said once a build, and waited for once.
    private static readonly ConcurrentDictionary<string, bool> Refused = new(StringComparer.Ordinal);

    /// <summary>The recorder of a build; null: nothing is to be recorded, or the store has refused before.</summary>
    /// <param name="build">What its stages have in common.</param>
    /// <param name="said">What the project says of the store; the environment counts before it.</param>
    /// <param name="folder">The project's folder.</param>
    /// <param name="output">Where it is said that the store refuses.</param>
    public static StageRecorder? Of(string build, string? said, string folder, IDiagnosticSink output)
    {
        if (Refused.ContainsKey(build))
        {
            return null;
        }

        if (!RunStoreLocation.TryEnvironment(folder, out var location))
        {
            location = string.IsNullOrWhiteSpace(said) ? RunStoreLocation.OfProject(folder) : RunStoreLocation.Of(said, folder);
        }

        try
        {
            var sink = new Once(build, output);
            return location is null ? null : new StageRecorder(new RunRecorder(location.Open(sink, TimeProvider.System), sink, TimeProvider.System), build) { CommitOf = CheckedOutCommit.Of };
        }
        catch (IngotException e)
        {
            Refused[build] = true;
            output.Report(RunDiagnostics.NotRecorded.At(SourceLocation.None, $"The run is not recorded, and everything else goes on. {e.Diagnostic.Message}"));
            return null;
        }
    }

    /// <summary>Words by which people find the run: separated by commas or semicolons.</summary>
    public static IReadOnlyList<string> Tags(string? said) => [.. (said ?? string.Empty).Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    private sealed class Once(string build, IDiagnosticSink output) : IDiagnosticSink
    {
        public void Report(Diagnostic diagnostic)
        {
            if (diagnostic.Code == RunDiagnostics.NotRecorded.Code)
            {
                Refused[build] = true;
            }

            output.Report(diagnostic);
        }
    }
}
