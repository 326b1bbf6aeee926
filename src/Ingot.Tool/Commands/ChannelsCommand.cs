using System.CommandLine;
using Ingot.Core.Diagnostics;
using Ingot.Pipeline;
using Ingot.Releases.Channels;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Commands;

/// <summary><c>channels</c>: which versions hold them, and whether a pull request may change them in that way.</summary>
internal static class ChannelsCommand
{
    public static Command Create() => new("channels", "List the channels, and check what a pull request changes in them.") { List(), Check() };

    private static Command List()
    {
        var channels = ChannelOptions.Folder();
        var command = new Command("list", "List which version holds which channel.") { channels };
        command.Does(async (parsed, console, cancellation) =>
        {
            foreach (var state in new ChannelFolder(parsed.GetValue(channels)!).Files().Select(ChannelFile.Read))
            {
                var held = state.Current is { } current
                    ? FormattableString.Invariant($"{current.Version}  since {current.PromotedAt:yyyy-MM-dd HH:mm}Z by {current.PromotedBy}: {current.Reason}")
                    : "nothing";
                await console.Output.WriteLineAsync($"{state.Channel,-12} {state.Package,-24} {held}".AsMemory(), cancellation);
            }

            return StageOutcome.Passed;
        });
        return command;
    }

    private static Command Check()
    {
        var channels = ChannelOptions.Folder();
        var reference = new Option<string>("--base") { Description = "The branch or commit that is merged into, such as origin/main: what is there may not be changed." };
        var command = new Command("check", "Check the channel files for CI: signatures, approvals, policy, and that no history was changed.") { channels, reference };
        command.Does(async (parsed, console, cancellation) =>
        {
            var folder = new ChannelFolder(parsed.GetValue(channels)!);
            var files = folder.Files();
            var faults = new List<Diagnostic>();
            foreach (var file in files)
            {
                var state = ChannelFile.Read(file);
                faults.AddRange(ChannelCheck.Run(folder, state, await BeforeAsync(parsed.GetValue(reference), file, cancellation)));
            }

            foreach (var file in await GoneAsync(parsed.GetValue(reference), folder, files, cancellation))
            {
                faults.Add(PackageDiagnostics.ChannelNotInOrder.At(new SourceLocation(file), $"The channel file was removed. Bring it back."));
            }

            foreach (var fault in faults)
            {
                await console.Error.WriteLineAsync(fault.ToString().AsMemory(), cancellation);
            }

            await console.Output.WriteLineAsync($"{files.Count} channel files, {faults.Count} faults".AsMemory(), cancellation);
            return faults.Count == 0 ? StageOutcome.Passed : StageOutcome.GateFailed;
        });
        return command;
    }

    private static async Task<ChannelState?> BeforeAsync(string? reference, string file, CancellationToken cancellation)
    {
        if (reference is null)
        {
            return null;
        }

        var (exitCode, output) = await GitProcess.RunAsync(Path.GetDirectoryName(Path.GetFullPath(file))!, ["show", $"{reference}:./{Path.GetFileName(file)}"], cancellation);
        return exitCode == 0 ? ChannelFile.Parse(output, file) : null;
    }

    private static async Task<IEnumerable<string>> GoneAsync(string? reference, ChannelFolder folder, IReadOnlyList<string> files, CancellationToken cancellation)
    {
        if (reference is null)
        {
            return [];
        }

        var (exitCode, output) = await GitProcess.RunAsync(Path.GetFullPath(folder.Path), ["ls-tree", "-r", "--name-only", reference, "./"], cancellation);
        if (exitCode != 0)
        {
            throw new IngotException(PackageDiagnostics.ChannelNotInOrder.At(
                new SourceLocation(folder.Path), $"git does not know '{reference}', with which the channels are to be compared: {output.Trim()} Fetch it first, such as by 'git fetch origin main'."));
        }

        var known = files.Select(Path.GetFullPath).ToHashSet(StringComparer.Ordinal);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(p => p.Split('/') is [var channel, var name] && ChannelFolder.IsChannel(channel) && name.EndsWith(".json", StringComparison.Ordinal))
            .Select(p => Path.Combine(folder.Path, p))
            .Where(p => !known.Contains(Path.GetFullPath(p)));
    }
}
