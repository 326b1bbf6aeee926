using System.CommandLine;
using Ingot.Core;
using Ingot.Core.Diagnostics;
using Ingot.Pipeline;
using Ingot.Releases.Channels;
using Ingot.Releases.Feeds;
using Ingot.Releases.Packages;
using Ingot.Releases.Signing;
using Ingot.Releases.Validation;

namespace Ingot.Tool.Commands;

/// <summary><c>verify</c>: whether a package is the one that was built and signed, and whether its model answers as it did then.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var package = new Argument<string>("package") { Description = "A .nupkg file, or Id@version on the configured feeds." };
        var channels = ChannelOptions.Folder();
        var signature = new Option<string>("--signature") { Description = "The signed statement. Default: <package>.nupkg.dsse.json beside the file." };
        var required = new Option<bool>("--require-signature") { Description = "Fail when no trusted key signed the package." };
        var json = new Option<bool>("--json") { Description = "Print the checks as JSON." };
        var command = new Command("verify", "Verify a package: its files, its verdicts, its signature, and that its model gives the golden answers.")
        {
            package, channels, signature, required, json,
        };
        var trial = new TrialOptions();
        trial.AddTo(command);
        command.Does(async (parsed, console, cancellation) =>
        {
            using var found = await PackageArgument.FindReleaseAsync(parsed.GetValue(package)!, Environment.CurrentDirectory, cancellation);
            var read = ModelPackage.Read(found.Path);
            var envelope = parsed.GetValue(signature) is { } said ? DsseEnvelope.Parse(await File.ReadAllTextAsync(said, cancellation), said) : DsseEnvelope.TryReadBeside(found.Path);
            var keys = KeyRing.Read(new ChannelFolder(parsed.GetValue(channels)!).Keys);
            var checks = PackageVerifier.Verify(read, envelope, keys, parsed.GetValue(required), trial.Trial(parsed), cancellation);
            if (parsed.GetValue(json))
            {
                await console.Output.WriteLineAsync(JsonFormat.Write(checks.Select(c => new { c.Name, Outcome = c.Outcome.ToString(), c.Message })).AsMemory(), cancellation);
            }
            else
            {
                foreach (var check in checks)
                {
                    await console.Output.WriteLineAsync($"{Sign(check.Outcome)} {check.Name,-9} {check.Message}".AsMemory(), cancellation);
                }
            }

            var failed = checks.Where(c => c.Outcome == PackageCheckOutcome.Failed).ToList();
            if (failed.Count == 0)
            {
                return StageOutcome.Passed;
            }

            await console.Error.WriteLineAsync(PackageDiagnostics.PackageDoesNotVerify.At(
                new SourceLocation(parsed.GetValue(package)!),
                $"{read.Id} {read.Version} does not verify: {string.Join(" ", failed.Select(f => f.Message))} {PackageVerifier.Remedy(failed, "Do not use it; fetch it again from where it was published.")}").ToString().AsMemory(), cancellation);
            return StageOutcome.GateFailed;
        });
        return command;
    }

    private static string Sign(PackageCheckOutcome outcome) => outcome switch
    {
        PackageCheckOutcome.Passed => "✓",
        PackageCheckOutcome.Skipped => "–",
        PackageCheckOutcome.Warning => "!",
        _ => "✗",
    };
}
