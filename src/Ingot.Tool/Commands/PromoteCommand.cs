using System.CommandLine;
using Ingot.Core.Diagnostics;
using Ingot.Packaging.Channels;
using Ingot.Packaging.Signing;
using Ingot.Packaging.Validation;
using Ingot.Pipeline;
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
        command.Does(async (parsed, console, cancellation) =>
        {
            var channel = ChannelName(parsed.GetValue(to)!);
            var folder = package.Folder(parsed);
            var (candidate, envelope) = await package.ReadAsync(parsed, cancellation);
            var file = folder.FileOf(channel, candidate.Id);
            using var held = ChannelLock.Acquire(file, cancellation);
            var promotion = new Promotion(folder, candidate, channel, TimeProvider.System.GetUtcNow());
            Verify(PackageVerifier.Verify(candidate, envelope, KeyRing.Read(folder.Keys), promotion.Rules.RequireSignature), $"{candidate.Id}@{candidate.Version}");
            using var key = FindKey(parsed.GetValue(package.Key), promotion.Rules);
            var gates = parsed.GetValue(project) is { } said
                ? await PromotionGates.OfProjectAsync(said, candidate, promotion.State.Current?.Version, cancellation)
                : PromotionGates.OfPackage(candidate);
            var waiting = new ApprovalFolder(folder.ApprovalsOf(channel)).Read(candidate.Id, candidate.Version);
            var state = promotion.Promote(
                waiting, gates.Verdicts, gates.ComparedWith, gates.Score, key?.Public.Identity ?? Environment.UserName, key, parsed.GetValue(package.Reason)!);
            ChannelFile.Write(file, state);

            // They are in the channel's file now.
            foreach (var (path, _) in waiting)
            {
                File.Delete(path);
            }

            await console.Output.WriteLineAsync(
                $"{candidate.Id} {candidate.Version} holds {channel}{(promotion.State.Current is { } before ? $" instead of {before.Version}" : string.Empty)} (revision {state.Revision}). Commit {file}.".AsMemory(), cancellation);
            return StageOutcome.Passed;
        });
        return command;
    }

    /// <summary>A channel's name, checked.</summary>
    /// <exception cref="IngotException">INGOT6030: it is none.</exception>
    internal static string ChannelName(string text) => ChannelFolder.IsChannel(text)
        ? text
        : throw new IngotException(PackageDiagnostics.DamagedChannel.At(
            new SourceLocation(text), $"'{text}' is no name of a channel: expected lower-case letters, digits and hyphens, such as production."));

    // A key is used when it is named or needed; a repository without approvals needs none.
    private static SigningKey? FindKey(string? said, ChannelRules rules) =>
        said is not null || rules.Approvals > 0 || Environment.GetEnvironmentVariable(PrivateKeys.KeyVariable) is { Length: > 0 } ? PrivateKeys.Find(said) : null;

    private static void Verify(IReadOnlyList<PackageCheck> checks, string package)
    {
        // Failed gates are said by the promotion itself, with what they found.
        if (checks.Where(c => c.Outcome == PackageCheckOutcome.Failed && c.Name != "verdicts").ToList() is [_, ..] failed)
        {
            throw new IngotException(PackageDiagnostics.PackageDoesNotVerify.At(
                new SourceLocation(package), $"The package does not verify: {string.Join(" ", failed.Select(f => f.Message))} Fetch it again from where it was published. See docs/diagnostics.md#ingot6027."));
        }
    }
}
