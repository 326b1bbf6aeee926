using System.CommandLine;
using Ingot.Core;
using Ingot.Core.Diagnostics;
using Ingot.Pipeline;
using Ingot.Releases.Channels;
using Ingot.Releases.Feeds;
using Ingot.Tool.Output;
using Ingot.Tool.Workers;
using Spectre.Console;

namespace Ingot.Tool.Commands;

/// <summary><c>list</c>: the models on the feeds with their versions and channels.</summary>
internal static class ListCommand
{
    public static Command Create()
    {
        var model = new Argument<string?>("model")
        {
            Description = "A package's id, a model project, or the folder that holds one. Default: all models.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var feed = FeedOptions.Feed();
        var channels = ChannelOptions.Folder();
        var json = FeedOptions.Json();
        var command = new Command("list", "Say which models and versions the feeds have, and which channels they hold.") { model, feed, channels, json };
        command.SetAction((parsed, cancellation) => Verb.RunAsync("list", parsed.InvocationConfiguration, async () =>
        {
            var console = parsed.InvocationConfiguration;
            var feeds = new ModelFeeds(Environment.CurrentDirectory, parsed.GetValue(feed));
            var held = ChannelHolders.Read(new ChannelFolder(parsed.GetValue(channels)!));
            var found = await FindAsync(feeds, parsed.GetValue(model), console.Error, cancellation);
            if (parsed.GetValue(json))
            {
                await console.Output.WriteLineAsync(ToJson(found, held));
            }
            else if (found.Count == 0)
            {
                await console.Output.WriteLineAsync("The feeds have no model.");
            }
            else
            {
                ConsoleTable.Write(console.Output, ToTable(found, held));
            }

            return StageOutcome.Passed;
        }));
        return command;
    }

    private static async Task<IReadOnlyList<ModelListing>> FindAsync(ModelFeeds feeds, string? model, TextWriter error, CancellationToken cancellation)
    {
        if (model is not null)
        {
            return [await feeds.FindAsync(await ModelId.OfAsync(model, cancellation), cancellation)];
        }

        var progress = new SlowProgress(error, TimeProvider.System);
        var found = new List<ModelListing>();
        var leftOut = new List<Diagnostic>();
        var ids = await feeds.CandidatesAsync(cancellation, leftOut);
        foreach (var diagnostic in leftOut)
        {
            await error.WriteLineAsync(diagnostic.ToString().AsMemory(), cancellation);
        }

        foreach (var (index, id) in ids.Index())
        {
            progress.Report($"{index} of {ids.Count} packages looked at …");
            if (await feeds.TryFindAsync(id, cancellation) is { } listing)
            {
                found.Add(listing);
            }
        }

        return found;
    }

    private static Table ToTable(IReadOnlyList<ModelListing> models, ChannelHolders channels)
    {
        var table = ConsoleTable.Of("package", "version", "channels", "feed");
        foreach (var model in models)
        {
            foreach (var (index, version) in model.Versions.Index())
            {
                var text = version.Version.ToNormalizedString();
                table.AddRow(
                    ConsoleTable.Cell(index == 0 ? model.Package : string.Empty),
                    ConsoleTable.Cell(text),
                    ConsoleTable.Cell(string.Join(", ", channels.Of(model.Package, text).Concat(channels.RetiredIn(model.Package, text).Select(c => $"retired in {c}")))),
                    ConsoleTable.Cell(version.Feed));
            }
        }

        return table;
    }

    private static string ToJson(IReadOnlyList<ModelListing> models, ChannelHolders channels) => JsonFormat.Write(models.Select(m => new
    {
        package = m.Package,
        versions = m.Versions.Select(v => new
        {
            version = v.Version.ToNormalizedString(),
            channels = channels.Of(m.Package, v.Version.ToNormalizedString()),
            retiredIn = channels.RetiredIn(m.Package, v.Version.ToNormalizedString()),
            feed = v.Feed,
        }),
    }));
}
