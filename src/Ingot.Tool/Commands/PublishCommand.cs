using System.CommandLine;
using Ingot.Core.Diagnostics;
using Ingot.Pipeline;
using Ingot.Releases.Feeds;
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
        var command = new Command("publish", $"Pack the model and publish it to a feed. A server's API key is read from the environment variable {Publisher.KeyVariable}.") { model, feed, configuration, allowBreaking };
        command.SetAction((parsed, cancellation) => Verb.RunAsync("publish", parsed.InvocationConfiguration, async () =>
        {
            // Before anything is built: a wrong feed must not cost a training.
            var source = ConfiguredFeeds.Named(parsed.GetValue(feed)!, Environment.CurrentDirectory);
            var argument = parsed.GetValue(model)!;
            var package = argument;
            if (!argument.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase))
            {
                var (outcome, packed) = await PackAsync(argument, parsed.GetValue(configuration)!, cancellation);
                if (packed is null)
                {
                    return outcome;
                }

                package = packed;
            }

            using var file = await PackageArgument.FindAsync(package, Environment.CurrentDirectory, cancellation);
            var published = await new Publisher(source, new SourceLocation(argument)).PublishAsync(
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

    private static async Task<(StageOutcome Outcome, string? Package)> PackAsync(string project, string configuration, CancellationToken cancellation)
    {
        if (ModelProjectPath.FindFault(project) is { } fault)
        {
            throw new IngotException(fault);
        }

        var run = new MSBuildRun(project, "Build;Pack", configuration, [], Restore: true);
        var packed = await run.RunAsync(showOutput: true, cancellation);
        if (packed.Outcome != StageOutcome.Passed)
        {
            return (packed.Outcome, null);
        }

        var properties = await MSBuildProperties.ReadAsync(run, ["PackageOutputPath", "PackageId", "PackageVersion"], cancellation);
        var version = NuGetVersion.Parse(properties["PackageVersion"]).ToNormalizedString();
        return (StageOutcome.Passed, Path.GetFullPath(
            Path.Combine(properties["PackageOutputPath"], $"{properties["PackageId"]}.{version}.nupkg"), Path.GetFullPath(MSBuildProperties.FolderOf(run))));
    }
}
