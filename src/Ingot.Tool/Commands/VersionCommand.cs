using System.CommandLine;
using Ingot.Artifacts.Stages;
using Ingot.Core;
using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Pipeline;
using Ingot.Releases.Comparison;
using Ingot.Releases.Feeds;
using Ingot.Releases.Packages;
using Ingot.Tool.Output;
using Ingot.Tool.Workers;
using NuGet.Versioning;

namespace Ingot.Tool.Commands;

/// <summary><c>version suggest</c>: the version that the built model should have, by what differs from the newest release.</summary>
internal static class VersionCommand
{
    public static Command Create()
    {
        var model = new Argument<string>("model")
        {
            Description = "A model project, the folder that holds it, or a .nupkg file that is not published yet.",
            DefaultValueFactory = _ => ".",
        };
        var feed = FeedOptions.Feed();
        var configuration = new Option<string>("--configuration", "-c") { Description = "The build configuration.", DefaultValueFactory = _ => "Release" };
        var json = FeedOptions.Json();
        var suggest = new Command("suggest", "Build the model, compare it with the newest release on the feed, and say which version it should have.") { model, feed, configuration, json };
        suggest.SetAction((parsed, cancellation) => Verb.RunAsync("version suggest", parsed.InvocationConfiguration, async () =>
        {
            var argument = parsed.GetValue(model)!;
            var (outcome, built) = argument.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase)
                ? (StageOutcome.Passed, await ReadAsync(argument, feed: null, cancellation))
                : await BuildAsync(argument, parsed.GetValue(configuration)!, parsed.InvocationConfiguration.Error, cancellation);
            if (built is null)
            {
                return outcome;
            }

            var released = await ReleasedAsync(built, parsed.GetValue(feed), cancellation);
            var suggestion = VersionSuggestion.Of(released, built);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json) ? ToJson(built, suggestion) : ToText(built, suggestion));
            return StageOutcome.Passed;
        }));
        return new Command("version", "Version numbers of models.") { suggest };
    }

    private static async Task<PackageEvidence?> ReleasedAsync(PackageEvidence built, string? feed, CancellationToken cancellation)
    {
        var listing = await new ModelFeeds(Environment.CurrentDirectory, feed).TryFindAsync(built.Package, cancellation);
        var newest = listing?.Versions.FirstOrDefault(v => !v.Version.IsPrerelease);
        return newest is null ? null : await ReadAsync($"{built.Package}@{newest.Version.ToNormalizedString()}", feed, cancellation);
    }

    private static async Task<PackageEvidence> ReadAsync(string argument, string? feed, CancellationToken cancellation)
    {
        using var package = await PackageArgument.FindAsync(argument, Environment.CurrentDirectory, feed, cancellation);
        return ModelPackage.ReadEvidence(package.Path);
    }

    private static async Task<(StageOutcome Outcome, PackageEvidence? Built)> BuildAsync(string project, string configuration, TextWriter error, CancellationToken cancellation)
    {
        if (await ModelProjectPath.FindFaultAsync(project, cancellation) is { } fault)
        {
            throw new IngotException(fault);
        }

        var run = new MSBuildRun(project, "Build", configuration, [], Restore: true);
        var result = await run.RunAsync(showOutput: false, cancellation);
        if (result.Outcome != StageOutcome.Passed)
        {
            foreach (var diagnostic in result.Diagnostics.Where(d => d.Severity == "error"))
            {
                await error.WriteLineAsync(diagnostic.ToString());
            }

            return (result.Outcome, null);
        }

        var properties = await MSBuildProperties.ReadAsync(run, ["PackageId", "IngotFolder", "ModelName"], cancellation);
        var (folder, name) = (properties["IngotFolder"], properties["ModelName"]);

        // The version that the model was built as: a target may have set it.
        var metrics = MetricsFile.Read(ExportFiles.Metrics.PathIn(folder, name));
        return (StageOutcome.Passed, new PackageEvidence(
            properties["PackageId"],
            NuGetVersion.Parse(metrics.Version).ToNormalizedString(),
            SchemaFile.Read(ExportFiles.Schema.PathIn(folder, name)),
            metrics));
    }

    private static string ToText(PackageEvidence built, VersionSuggestion suggestion) => suggestion.Released is null
        ? $"{suggestion.Version}\n{built.Package}: {suggestion.Reasons[0]}."
        : suggestion.IsNothingNew
        ? $"{suggestion.Version}\n{built.Package}: there is nothing to release: the ONNX file, inputs and outputs are those of {suggestion.Released}. Raise the version to {suggestion.Version} only for documentation or C# of your own that has changed."
        : string.Join('\n', suggestion.Reasons
            .Select(r => $"  {r}")
            .Prepend($"{built.Package}: a {(suggestion.Step!.Value switch { VersionStep.Major => "major", VersionStep.Minor => "minor", _ => "patch" })} step from {suggestion.Released}; the project says {suggestion.Own}, which {(suggestion.IsEnough ? "is enough" : "is too low")}.")
            .Prepend(suggestion.Version.ToString()));

    private static string ToJson(PackageEvidence built, VersionSuggestion suggestion) => JsonFormat.Write(new
    {
        package = built.Package,
        version = suggestion.Version.ToNormalizedString(),
        step = suggestion.Step switch { null => "first", VersionStep.Major => "major", VersionStep.Minor => "minor", _ => "patch" },
        released = suggestion.Released?.ToNormalizedString(),
        own = suggestion.Own.ToNormalizedString(),
        ownIsEnough = suggestion.IsEnough,
        nothingToRelease = suggestion.IsNothingNew,
        reasons = suggestion.Reasons,
    });
}
