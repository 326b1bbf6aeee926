using System.CommandLine;
using Ingot.Packaging.Channels;
using Ingot.Pipeline;
using Ingot.Tool.Channels;

namespace Ingot.Tool.Commands;

/// <summary><c>rollback</c>: gives a channel back to a version that held it before. It asks no feed.</summary>
internal static class RollbackCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "The package's id, such as Contoso.Churn." };
        var on = new Option<string>("--on") { Description = "The channel, such as production.", Required = true };
        var to = new Option<string>("--to") { Description = "The version; else the last one before." };
        var reason = new Option<string>("--reason") { Description = "Why: people will read it.", Required = true };
        var channels = ChannelOptions.Folder();
        var command = new Command("rollback", "Give a channel back to a version that held it before, at once: no feed is asked and no approval is needed.") { id, on, to, reason, channels };
        command.Does(async (parsed, console, cancellation) =>
        {
            var folder = new ChannelFolder(parsed.GetValue(channels)!);
            var channel = PromoteCommand.ChannelName(parsed.GetValue(on)!);
            var file = folder.FileOf(channel, parsed.GetValue(id)!);
            using var held = ChannelLock.Acquire(file, cancellation);
            var before = folder.Read(channel, parsed.GetValue(id)!);
            var state = ChannelChanges.Rollback(
                before, parsed.GetValue(to), Environment.UserName, TimeProvider.System.GetUtcNow(), parsed.GetValue(reason)!, file);
            ChannelFile.Write(file, state);
            await console.Output.WriteLineAsync(
                $"{state.Package} {state.Current!.Version} holds {channel} again instead of {before.Current?.Version ?? "nothing"} (revision {state.Revision}). Commit {file}.".AsMemory(), cancellation);
            return StageOutcome.Passed;
        });
        return command;
    }
}
