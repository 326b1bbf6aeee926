using System.CommandLine;
using Ingot.Core.Diagnostics;
using Ingot.Pipeline;
using Ingot.Releases.Channels;
using Ingot.Releases.Feeds;
using Ingot.Releases.Signing;
using Ingot.Tool.Output;
using Ingot.Tool.Workers;
using NuGet.Versioning;

namespace Ingot.Tool.Commands;

/// <summary><c>publish</c>: packs a model, or takes a package that was packed, and publishes it to a feed.</summary>
internal static class PublishCommand
{
    public static Command Create()
    {
        var model = new Argument<string>("model")
        {
            Description = "A model project, the folder that holds it, or a .nupkg file that was packed before.",
            DefaultValueFactory = _ => ".",
        };
        var feed = new Option<string>("--feed") { Description = "The name of a source of nuget.config, the address of a NuGet v3 server, or a folder.", Required = true };
        var configuration = new Option<string>("--configuration", "-c") { Description = "The build configuration.", DefaultValueFactory = _ => "Release" };
        var allowBreaking = new Option<bool>("--allow-breaking") { Description = "Publish even when the contract breaks without a new major version." };
        var channels = ChannelOptions.Folder();
        var command = new Command("publish", $"Pack the model and publish it to a feed. A server's API key is read from the environment variable {Publisher.KeyVariable}.") { model, feed, configuration, allowBreaking, channels };
        var trial = new TrialOptions();
        trial.AddTo(command);
        command.SetAction((parsed, cancellation) => Verb.RunAsync("publish", parsed.InvocationConfiguration, async () =>
        {
            // Before anything is built: a wrong feed, or one that has the version, must not cost a training.
            var argument = parsed.GetValue(model)!;
            var publisher = new Publisher(
                ConfiguredFeeds.Named(parsed.GetValue(feed)!, Environment.CurrentDirectory),
                KeyRing.Read(new ChannelFolder(parsed.GetValue(channels)!).Keys),
                new SourceLocation(argument),
                trial.Trial(parsed));
            var package = argument;
            if (!argument.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase))
            {
                var (outcome, packed) = await PackAsync(argument, parsed.GetValue(configuration)!, publisher, cancellation);
                if (packed is null)
                {
                    return outcome;
                }

                package = packed;
            }

            using var file = await PackageArgument.FindAsync(package, Environment.CurrentDirectory, cancellation);
            var published = await publisher.PublishAsync(
                file.Path, Environment.GetEnvironmentVariable(Publisher.KeyVariable), parsed.GetValue(allowBreaking), cancellation);
            var console = parsed.InvocationConfiguration;
            await console.Output.WriteLineAsync($"Published {published.Package} {published.Version} to {published.File ?? published.Feed}.");
            if (published.LeftSignature)
            {
                await console.Output.WriteLineAsync($"A NuGet server holds no signatures: keep {Path.GetFileName(package)}.dsse.json where those who verify find it.");
            }

            return StageOutcome.Passed;
        }));
        return command;
    }

    private static async Task<(StageOutcome Outcome, string? Package)> PackAsync(
        string project, string configuration, Publisher publisher, CancellationToken cancellation)
    {
        if (await ModelProjectPath.FindFaultAsync(project, cancellation) is { } fault)
        {
            throw new IngotException(fault);
        }

        var run = new MSBuildRun(project, "Build;Pack", configuration, [], Restore: true);
        if (await IdentityAsync(run, cancellation) is { } wanted)
        {
            await publisher.RequireNewAsync(wanted.Id, wanted.Version, cancellation);
        }

        var packed = await run.RunAsync(showOutput: true, cancellation);
        return packed.Outcome == StageOutcome.Passed && await IdentityAsync(run, cancellation) is { } identity
            ? (StageOutcome.Passed, Path.GetFullPath(
                Path.Combine(identity.Folder, $"{identity.Id}.{identity.Version.ToNormalizedString()}.nupkg"), Path.GetFullPath(MSBuildProperties.FolderOf(run))))
            : (packed.Outcome, null);
    }

    // Null: the project cannot be evaluated, which its build says at the right place.
    private static async Task<(string Folder, string Id, NuGetVersion Version)?> IdentityAsync(MSBuildRun run, CancellationToken cancellation)
    {
        var properties = await MSBuildProperties.TryReadVersionedAsync(run, ["PackageOutputPath", "PackageId", "PackageVersion"], cancellation);
        return properties is not null && NuGetVersion.TryParse(properties["PackageVersion"], out var version)
            ? (properties["PackageOutputPath"], properties["PackageId"], version)
            : null;
    }
}
