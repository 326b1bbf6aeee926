using System.CommandLine;
using Ingot.Alerts;
using Ingot.Pipeline;
using Ingot.Releases.Channels;
using Ingot.Releases.Signing;
using Ingot.Tool.Alerting;
using Ingot.Tool.Channels;
using Ingot.Tool.Signing;

namespace Ingot.Tool.Commands;

/// <summary><c>promote</c>: gives a channel to a version.</summary>
internal static class PromoteCommand
{
    public static Command Create()
    {
        var package = new OpenedPackage();
        var to = new Option<string>("--to") { Description = "The channel, such as production.", Required = true };
        var project = new Option<string>("--project") { Description = "The model's project: its gates are run against the version that holds the channel, on the same reference rows." };
        var command = new Command("promote", "Give a channel to a version: verify it, run its gates, check the policy and the approvals, write the channel's file.")
        {
            package.Id, package.Version, to, package.Reason, project, package.File, package.Key, package.Channels,
        };
        var trial = new TrialOptions();
        trial.AddTo(command);
        command.Does(async (parsed, console, cancellation) =>
        {
            var channel = ChannelEditor.ChannelName(parsed.GetValue(to)!);
            var alerts = AlertPost.Open(console);
            var (folder, reason) = (package.Folder(parsed), parsed.GetValue(package.Reason)!);
            var release = await package.ReadAsync(parsed, cancellation);
            var candidate = release.Package;
            var (file, before, state) = await new ChannelEditor(folder, TimeProvider.System, trial.Trial(parsed)).PromoteAsync(
                release,
                channel,
                reason,
                promotion =>
                {
                    using var key = FindKey(parsed.GetValue(package.Key), promotion.Rules);
                    return key is null ? new Promoter(Environment.UserName, null) : promotion.Sign(key, reason);
                },
                async promotion => parsed.GetValue(project) is { } said
                    ? await ProjectGates.RunAsync(said, candidate, promotion.State.Current?.Version, cancellation)
                    : PromotionGates.OfPackage(candidate),
                cancellation);
            await console.Output.WriteLineAsync(
                $"{candidate.Id} {candidate.Version} holds {channel}{(before.Current is { } held ? $" instead of {held.Version}" : string.Empty)} (revision {state.Revision}). Commit {file}.".AsMemory(), cancellation);
            await alerts.TellAsync([AlertEvents.Promoted(candidate.Id, candidate.Version, before.Current?.Version, channel, state.Revision, TimeProvider.System.GetUtcNow())], cancellation);
            return StageOutcome.Passed;
        });
        return command;
    }

    // A key is used when it is named or needed; a repository without approvals needs none.
    private static SigningKey? FindKey(string? said, ChannelRules rules) =>
        said is not null || rules.Approvals > 0 || Environment.GetEnvironmentVariable(PrivateKeys.KeyVariable) is { Length: > 0 } ? PrivateKeys.Find(said) : null;
}
