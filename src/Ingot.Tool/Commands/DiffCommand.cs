using System.CommandLine;
using Ingot.Pipeline;
using Ingot.Releases.Comparison;
using Ingot.Releases.Feeds;
using Ingot.Releases.Packages;
using Ingot.Tool.Output;

namespace Ingot.Tool.Commands;

/// <summary><c>diff</c>: what differs between two versions of a model package.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        var before = new Argument<string>("before") { Description = "The older version: Id@version on the configured feeds, such as Contoso.Churn@1.3.0, or a .nupkg file." };
        var after = new Argument<string>("after") { Description = "The newer version." };
        var json = new Option<bool>("--json") { Description = "Print the difference as JSON. Default: Markdown, for a pull request or a release's notes." };
        var feed = FeedOptions.Feed();
        var all = FeedOptions.All();
        var command = new Command("diff", "Say what differs between two versions of a model package: inputs, outputs, metrics.") { before, after, feed, all, json };
        command.Aliases.Add("compare");
        command.SetAction((parsed, cancellation) => Verb.RunAsync("diff", parsed.InvocationConfiguration, async () =>
        {
            var difference = VersionDifference.Of(
                await ReadAsync(parsed.GetValue(before)!, parsed.GetValue(feed), cancellation),
                await ReadAsync(parsed.GetValue(after)!, parsed.GetValue(feed), cancellation));
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                parsed.GetValue(json) ? DifferenceText.ToJson(difference) : DifferenceText.ToMarkdown(difference, parsed.GetValue(all)).TrimEnd());
            return StageOutcome.Passed;
        }));
        return command;
    }

    private static async Task<PackageEvidence> ReadAsync(string argument, string? feed, CancellationToken cancellation)
    {
        using var package = await PackageArgument.FindAsync(argument, Environment.CurrentDirectory, feed, cancellation);
        return ModelPackage.ReadEvidence(package.Path);
    }
}
