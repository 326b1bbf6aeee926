using System.CommandLine;
using Ingot.Pipeline;
using Ingot.Releases.Channels;
using Ingot.Releases.Feeds;
using Ingot.Releases.Packages;
using Ingot.Tool.Output;

namespace Ingot.Tool.Commands;

/// <summary><c>show</c>: what a released version is and what was found about it.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var package = new Argument<string>("package") { Description = "Id@version such as Contoso.Churn@1.4.0, an id (its newest version), or a .nupkg file." };
        var feed = FeedOptions.Feed();
        var channels = ChannelOptions.Folder();
        var all = FeedOptions.All();
        var json = FeedOptions.Json();
        var command = new Command("show", "Say what a version of a model is: metrics, verdicts, inputs, hashes, origin.") { package, feed, channels, all, json };
        command.SetAction((parsed, cancellation) => Verb.RunAsync("show", parsed.InvocationConfiguration, async () =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var name = await NameAsync(parsed.GetValue(package)!, parsed.GetValue(feed), cancellation);
            using var file = await PackageArgument.FindAsync(name, Environment.CurrentDirectory, parsed.GetValue(feed), cancellation);
            var model = ModelPackage.Read(file.Path);
            var report = new PackageReport(
                model, PackageFacts.Read(file.Path), ChannelHolders.Read(new ChannelFolder(parsed.GetValue(channels)!)));
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(report.ToJson());
            }
            else
            {
                report.Write(output, parsed.GetValue(all));
            }

            return StageOutcome.Passed;
        }));
        return command;
    }

    private static async Task<string> NameAsync(string argument, string? feed, CancellationToken cancellation)
    {
        if (argument.Contains('@', StringComparison.Ordinal) || argument.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase))
        {
            return argument;
        }

        var listing = await new ModelFeeds(Environment.CurrentDirectory, feed).FindAsync(argument, cancellation);
        return $"{listing.Package}@{listing.Versions[0].Version.ToNormalizedString()}";
    }
}
