using System.CommandLine;
using Ingot.Core.Diagnostics;
using Ingot.Pipeline;
using Ingot.Releases.Channels;
using Ingot.Releases.Signing;
using Ingot.Tool.Channels;
using Ingot.Tool.Signing;

namespace Ingot.Tool.Commands;

/// <summary><c>approve</c> and <c>reject</c>: what a person says of a version for a channel, signed.</summary>
internal static class ApproveCommand
{
    public static Command Create() => Create(
        "approve", ApprovalDecision.Approved, "Sign that a version may hold a channel in place of the one that holds it now. Commit the file that is written.");

    public static Command CreateReject() => Create(
        "reject", ApprovalDecision.Rejected, "Sign that a version may not hold a channel: it is not promoted while the file is there.");

    private static Command Create(string name, ApprovalDecision decision, string description)
    {
        var package = new OpenedPackage();
        var channel = new Option<string>("--for") { Description = "The channel, such as production.", Required = true };
        var command = new Command(name, description) { package.Id, package.Version, channel, package.Reason, package.File, package.Key, package.Channels };
        var trial = new TrialOptions();
        trial.AddTo(command);
        command.Does(async (parsed, console, cancellation) =>
        {
            var folder = package.Folder(parsed);
            var target = ChannelEditor.ChannelName(parsed.GetValue(channel)!);
            using var key = PrivateKeys.Find(parsed.GetValue(package.Key));
            if (!KeyRing.Read(folder.Keys).Keys.Any(k => k.KeyId == key.Public.KeyId && k.Identity == key.Public.Identity))
            {
                throw new IngotException(PackageDiagnostics.UnusableKey.At(
                    new SourceLocation(KeyRing.PathOf(folder.Keys, key.Public.Identity)),
                    $"The key of {key.Public.Identity} is not one of the repository's. Commit its public half there first, so that others can verify what it signs."));
            }

            var candidate = (await package.ReadAsync(parsed, cancellation)).Package;
            ChannelEditor.RequireApprovable(candidate, decision, trial.Trial(parsed), cancellation);
            var promotion = new Promotion(folder, candidate, target, TimeProvider.System.GetUtcNow());
            var file = new ApprovalFolder(folder.ApprovalsOf(target)).Write(
                promotion.Statement(decision, key.Public.Identity, parsed.GetValue(package.Reason)!), key);
            await console.Output.WriteLineAsync(
                $"{key.Public.Identity} {(decision == ApprovalDecision.Approved ? "approves" : "rejects")} {candidate.Id} {candidate.Version} for {target}{(promotion.State.Current is { } held ? $" in place of {held.Version}" : string.Empty)}. Commit {file}.".AsMemory(), cancellation);
            return StageOutcome.Passed;
        });
        return command;
    }
}
