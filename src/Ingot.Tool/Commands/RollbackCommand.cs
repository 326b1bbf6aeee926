using System.CommandLine;
using Ingot.Alerts;
using Ingot.Pipeline;
using Ingot.Releases.Channels;
using Ingot.Tool.Alerting;

namespace Ingot.Tool.Commands;

/// <summary><c>rollback</c>: gives a channel back to a version that held it before. It asks no feed.</summary>
internal static class RollbackCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "The package's id, such as Contoso.Churn." };
        var on = new Option<string>("--on") { Description = "The channel, such as production.", Required = true };
        var to = new Option<string>("--to") { Description = "The version. Default: the last one before." };
        var reason = new Option<string>("--reason") { Description = "Why: people will read it.", Required = true };
        var channels = ChannelOptions.Folder();
        var command = new Command("rollback", "Give a channel back to a version that held it before, at once: no feed is asked and no approval is needed.") { id, on, to, reason, channels };
        command.Does(async (parsed, console, cancellation) =>
        {
            var channel = parsed.GetValue(on)!;
            var alerts = AlertPost.Open(console);
            var (file, before, state) = new ChannelEditor(new ChannelFolder(parsed.GetValue(channels)!), TimeProvider.System).Rollback(
                channel, parsed.GetValue(id)!, parsed.GetValue(to), Environment.UserName, parsed.GetValue(reason)!, cancellation);
            await console.Output.WriteLineAsync(
                $"{state.Package} {state.Current!.Version} holds {channel} again instead of {before.Current?.Version ?? "nothing"} (revision {state.Revision}). Commit {file}.".AsMemory(), cancellation);
            await alerts.TellAsync([AlertEvents.RolledBack(state.Package, state.Current.Version, before.Current?.Version, channel, state.Revision, TimeProvider.System.GetUtcNow())], cancellation);
            return StageOutcome.Passed;
        });
        return command;
    }
}
