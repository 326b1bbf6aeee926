using System.CommandLine;
using Ingot.Alerts;
using Ingot.Pipeline;
using Ingot.Releases.Channels;
using Ingot.Releases.Feeds;
using Ingot.Tool.Alerting;

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
            var (package, number) = (parsed.GetValue(id)!, parsed.GetValue(version)!);
            var alerts = AlertPost.Open(console);
            var folder = new ChannelFolder(parsed.GetValue(channels)!);
            if (!ChannelHolders.Read(folder).HaveHeld(package, number))
            {
                // A version that nobody promoted can be retired too; one that does not exist is misspelt, and the one that was meant goes on.
                using var found = await PackageArgument.FindAsync($"{package}@{number}", Environment.CurrentDirectory, cancellation);
            }

            var changes = new ChannelEditor(folder, TimeProvider.System).Retire(package, number, Environment.UserName, parsed.GetValue(reason)!, cancellation);
            foreach (var (file, _, state) in changes)
            {
                await console.Output.WriteLineAsync($"{package} {state.Retired[0].Version} is retired from {state.Channel}. Commit {file}.".AsMemory(), cancellation);
            }

            await alerts.TellAsync(changes.Select(c => AlertEvents.Retired(package, c.After.Retired[0].Version, c.After.Current?.Version, c.After.Channel, TimeProvider.System.GetUtcNow())), cancellation);
            return StageOutcome.Passed;
        });
        return command;
    }
}
