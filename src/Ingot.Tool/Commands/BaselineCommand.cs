using System.CommandLine;
using Ingot.Artifacts;
using Ingot.Core.Diagnostics;
using Ingot.Pipeline;
using Ingot.Releases.Feeds;
using Ingot.Tool.Workers;
using NuGet.Versioning;

namespace Ingot.Tool.Commands;

/// <summary><c>baseline</c>: what restore starts to learn which version of a package is the latest one, or which there are. Not for people, and so hidden.</summary>
internal static class BaselineCommand
{
    public static Command Create()
    {
        var package = new Option<string>("--package") { Required = true };
        var requested = new Option<string>("--requested") { Required = true };
        var ownVersion = new Option<string>("--own-version");
        var project = new Option<string>("--project") { Required = true };
        var record = new Option<string>("--record") { Required = true };
        var source = new Option<string[]>("--source");
        var additionalSource = new Option<string[]>("--additional-source");
        var config = new Option<string>("--config");
        var parent = new Option<int>("--parent");
        var threads = new Option<int>("--threads");
        var command = new Command("baseline", "Look up the baseline's version for MSBuild.")
        {
            package, requested, ownVersion, project, record, source, additionalSource, config, parent, threads,
        };
        command.Hidden = true;
        command.SetAction((parsed, _) => WorkerProcess.RunAsync("Restore", parsed.GetValue(parent), async (output, cancellation) =>
        {
            var file = parsed.GetValue(project)!;
            var feeds = new ConfiguredFeeds(
                Path.GetDirectoryName(file)!,
                parsed.GetValue(config),
                parsed.GetValue(source) ?? [],
                parsed.GetValue(additionalSource) ?? [],
                new SourceLocation(file));
            var own = NuGetVersion.TryParse(parsed.GetValue(ownVersion), out var version) ? version : null;
            var all = await feeds.FindAllAsync(parsed.GetValue(package)!, own, cancellation);
            var isBest = ReleaseVersion.IsBest(parsed.GetValue(requested)!);
            var meant = (isBest ? all : all.TakeLast(1)).Select(v => v.ToNormalizedString()).ToList();
            BaselineRecord.Write(parsed.GetValue(record)!, parsed.GetValue(package)!, parsed.GetValue(requested)!, meant);
            output.Report(all.Count == 0
                ? $"no version of {parsed.GetValue(package)} was released yet"
                : isBest ? $"{parsed.GetValue(package)} has {DiagnosticText.Count(all.Count, "release")}, {all[0].ToNormalizedString()}{(all.Count > 1 ? $" to {all[^1].ToNormalizedString()}" : string.Empty)}"
                : $"the latest version of {parsed.GetValue(package)} is {meant[0]}");
            return StageOutcome.Passed;
        }));
        return command;
    }
}
