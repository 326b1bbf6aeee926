using System.CommandLine;
using Ingot.Core;
using Ingot.Core.Metrics;
using Ingot.Core.Texts;
using Ingot.Pipeline;
using Ingot.Releases.Channels;
using Ingot.Releases.Comparison;
using Ingot.Releases.Feeds;
using Ingot.Releases.Packages;
using Ingot.Tool.Output;
using Ingot.Tool.Workers;
using Spectre.Console;

namespace Ingot.Tool.Commands;

/// <summary><c>history</c>: a model's metrics over its versions.</summary>
internal static class HistoryCommand
{
    private const int DefaultLast = 20;

    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "A package's id, a model project, or the folder that holds one." };
        var metric = new Option<string[]>("--metric") { Description = "A metric, such as AUC; may be repeated. Default: all that were measured on all rows." };
        var last = new Option<int>("--last") { Description = "How many versions, from the newest on.", DefaultValueFactory = _ => DefaultLast };
        last.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int>() < 1)
            {
                r.AddError("--last is a number of versions, from 1 on.");
            }
        });
        var feed = FeedOptions.Feed();
        var channels = ChannelOptions.Folder();
        var json = FeedOptions.Json();
        var command = new Command("history", "Say how a model's metrics changed from version to version.") { model, metric, last, feed, channels, json };
        command.SetAction((parsed, cancellation) => Verb.RunAsync("history", parsed.InvocationConfiguration, async () =>
        {
            var console = parsed.InvocationConfiguration;
            var id = await ModelId.OfAsync(parsed.GetValue(model)!, cancellation);
            var listing = await new ModelFeeds(Environment.CurrentDirectory, parsed.GetValue(feed)).FindAsync(id, cancellation);
            var held = ChannelHolders.Read(new ChannelFolder(parsed.GetValue(channels)!));
            var versions = await ReadAsync(
                listing, parsed.GetValue(last), parsed.GetValue(feed), new SlowProgress(console.Error, TimeProvider.System), cancellation);
            var chosen = Choose(versions, parsed.GetValue(metric) ?? []);
            if (parsed.GetValue(json))
            {
                await console.Output.WriteLineAsync(ToJson(listing.Package, versions, chosen, held));
            }
            else
            {
                ConsoleTable.Write(console.Output, ToTable(versions, chosen, held));
                await console.Output.WriteLineAsync(
                    "Each version as it measured itself before it was packed, with 95 % intervals; 'dotnet ingot compare' has two versions in full.");
            }

            return StageOutcome.Passed;
        }));
        return command;
    }

    private static async Task<IReadOnlyList<PackageEvidence>> ReadAsync(
        ModelListing listing, int last, string? feed, SlowProgress progress, CancellationToken cancellation)
    {
        var versions = listing.Versions.Take(last).ToList();
        var read = new List<PackageEvidence>();
        foreach (var (index, version) in versions.Index())
        {
            progress.Report($"{index} of {versions.Count} versions read …");
            using var package = await PackageArgument.FindAsync(
                $"{listing.Package}@{version.Version.ToNormalizedString()}", Environment.CurrentDirectory, feed, cancellation);
            read.Add(ModelPackage.ReadEvidence(package.Path));
        }

        return read;
    }

    // The order of the newest version; a metric that only older ones have comes after these.
    private static List<string> Choose(IReadOnlyList<PackageEvidence> versions, string[] asked)
    {
        var known = versions.SelectMany(v => v.Metrics.Metrics).Where(m => m.Slice is null).Select(m => m.Name).Distinct(StringComparer.Ordinal).ToList();
        return asked.Length == 0 ? known : [.. asked.Select(a => known.Find(k => string.Equals(k, a, StringComparison.OrdinalIgnoreCase)) ?? a)];
    }

    private static Table ToTable(IReadOnlyList<PackageEvidence> versions, List<string> metrics, ChannelHolders channels)
    {
        var table = ConsoleTable.Of(["version", "channels", .. metrics]);
        var greatest = metrics.ToDictionary(m => m, m => MetricText.Greatest(versions.Select(v => Find(v, m)).OfType<MetricResult>()), StringComparer.Ordinal);
        foreach (var version in versions)
        {
            table.AddRow([.. metrics.Select(m => Cell(Find(version, m), version, greatest[m])).Prepend(string.Join(", ", channels.Of(version.Package, version.Version))).Prepend(version.Version).Select(ConsoleTable.Cell)]);
        }

        return table;
    }

    private static string Cell(MetricResult? metric, PackageEvidence version, double column) => metric is null ? "–"
        : MetricText.Interval(metric, version.Schema.Task, column) is { Length: > 0 } interval ? $"{MetricText.Value(metric, version.Schema.Task, column)} ({interval})"
        : MetricText.Value(metric, version.Schema.Task, column);

    private static MetricResult? Find(PackageEvidence version, string metric) => version.Metrics.Metrics.FirstOrDefault(m => m.Slice is null && m.Name == metric);

    private static string ToJson(string package, IReadOnlyList<PackageEvidence> versions, List<string> metrics, ChannelHolders channels) => JsonFormat.Write(new
    {
        package,
        versions = versions.Select(v => new
        {
            version = v.Version,
            channels = channels.Of(v.Package, v.Version),
            onnxSha256 = v.Metrics.OnnxSha256,
            metrics = metrics.Select(m => Find(v, m)).OfType<MetricResult>().Select(m => new
            {
                name = m.Name,
                value = m.Value,
                low = m.Low,
                high = m.High,
                rows = m.Rows,
            }),
        }),
    });
}
