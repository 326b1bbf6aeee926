using System.CommandLine;
using Ingot.Core.Diagnostics;
using Ingot.Packaging.Channels;
using Ingot.Pipeline;
using Ingot.Tool.Channels;
using NuGet.Versioning;

namespace Ingot.Tool.Commands;

/// <summary><c>retire</c>: a version that nobody may use any more, in all channels of its package.</summary>
internal static class RetireCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "The package's id, such as Contoso.Churn." };
        var version = new Argument<string>("version") { Description = "The version, such as 1.3.0." };
        var reason = new Option<string>("--reason") { Description = "Why: people will read it.", Required = true };
        var channels = ChannelOptions.Folder();
        var command = new Command("retire", "Retire a version for good, in every channel of its package: none of them can go back to it.") { id, version, reason, channels };
        command.Does(async (parsed, console, cancellation) =>
        {
            var folder = new ChannelFolder(parsed.GetValue(channels)!);
            var package = parsed.GetValue(id)!;
            var files = folder.Files().Where(f => Path.GetFileNameWithoutExtension(f) == package).ToList();
            if (files.Count == 0 || !NuGetVersion.TryParse(parsed.GetValue(version), out var parsedVersion))
            {
                throw new IngotException(PackageDiagnostics.NothingToRollBackTo.At(
                    new SourceLocation(folder.Path), $"No channel in '{folder.Path}' is of the package '{package}', or '{parsed.GetValue(version)}' is no version. Correct the id or the version."));
            }

            // Held from before the files are read until all are written, in one order for all who retire.
            var held = files.ConvertAll(f => ChannelLock.Acquire(f, cancellation));
            try
            {
                // All of them or none: the first channel that the version holds stops it.
                var now = TimeProvider.System.GetUtcNow();
                var retired = files.ConvertAll(f => (File: f, State: ChannelChanges.Retire(
                    ChannelFile.Read(f), parsedVersion.ToNormalizedString(), Environment.UserName, now, parsed.GetValue(reason)!, f)));
                foreach (var (file, state) in retired)
                {
                    ChannelFile.Write(file, state);
                    await console.Output.WriteLineAsync($"{package} {state.Retired[0].Version} is retired from {state.Channel}. Commit {file}.".AsMemory(), cancellation);
                }
            }
            finally
            {
                held.ForEach(h => h?.Dispose());
            }

            return StageOutcome.Passed;
        });
        return command;
    }
}
