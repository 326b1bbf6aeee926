using System.CommandLine;
using Ingot.Alerts;
using Ingot.Core.Diagnostics;
using Ingot.Pipeline;
using Ingot.Releases.Channels;
using Ingot.Tool.Alerting;
using Ingot.Tool.Retraining;

namespace Ingot.Tool.Commands;

/// <summary><c>rollback</c>: gives a channel back to a version that held it before: at once, or only when production shows that it is better.</summary>
internal static class RollbackCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "The package's id, such as Contoso.Churn." };
        var on = new Option<string>("--on") { Description = "The channel, such as production.", Required = true };
        var to = new Option<string>("--to") { Description = "The version. Default: the last one before." };
        var reason = new Option<string>("--reason") { Description = "Why: people will read it. Needed without --if-worse." };
        var channels = ChannelOptions.Folder();
        var worse = new DecayOptions();
        var command = new Command("rollback", "Give a channel back to a version that held it before. At once: no feed is asked and no approval is needed. With --if-worse only when production fails its monitor gates and the version before is proven to be better on the same rows.")
        {
            id, on, to, reason, channels,
        };
        worse.AddTo(command);
        command.Does(async (parsed, console, cancellation) =>
        {
            var (channel, package, version) = (parsed.GetValue(on)!, parsed.GetValue(id)!, parsed.GetValue(to));
            var folder = new ChannelFolder(parsed.GetValue(channels)!);
            var why = parsed.GetValue(reason);
            var alerts = AlertPost.Open(console);
            if (worse.IsAsked(parsed))
            {
                var decay = await worse.LookAsync(parsed, folder, ChannelEditor.ChannelName(channel), package, version, cancellation);
                await console.Output.WriteLineAsync(decay.Finding.AsMemory(), cancellation);
                if (!decay.IsProven)
                {
                    return decay.Outcome;
                }

                (version, why) = (decay.Before, why is null ? decay.Finding : $"{why.TrimEnd('.')}. {decay.Finding}");
            }

            if (string.IsNullOrWhiteSpace(why))
            {
                throw new IngotException(RetrainDiagnostics.ProposalRefused.At(new SourceLocation("--reason"), $"A rollback needs a reason, which people will read. Say why (--reason \"…\"), or let production decide (--if-worse)."));
            }

            var (file, before, state) = new ChannelEditor(folder, TimeProvider.System).Rollback(channel, package, version, Environment.UserName, why, cancellation);
            await console.Output.WriteLineAsync(
                $"{state.Package} {state.Current!.Version} holds {channel} again instead of {before.Current?.Version ?? "nothing"} (revision {state.Revision}). Commit {file}.".AsMemory(), cancellation);
            await alerts.TellAsync([AlertEvents.RolledBack(state.Package, state.Current.Version, before.Current?.Version, channel, state.Revision, TimeProvider.System.GetUtcNow())], cancellation);
            return StageOutcome.Passed;
        });
        return command;
    }
}
