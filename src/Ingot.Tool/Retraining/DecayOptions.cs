using System.CommandLine;
using System.Globalization;
using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Monitoring.Windows;
using Ingot.Pipeline;
using Ingot.Pipeline.Retrain;
using Ingot.Releases.Channels;
using Ingot.Releases.Feeds;
using Ingot.Releases.Packages;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Retraining;

/// <summary>The options by which production itself decides whether a channel goes back, and the decision.</summary>
internal sealed class DecayOptions
{
    private readonly Option<bool> _ifWorse = new("--if-worse") { Description = "Only when production fails its monitor gates and the version before is proven to be better on the labelled rows since the promotion." };
    private readonly Option<string> _project = new("--project") { Description = "With --if-worse: the model's project, which has the monitor gates." };
    private readonly Option<string> _log = new("--log") { Description = "With --if-worse: the folder of the prediction log." };
    private readonly Option<string> _to = new("--until") { Description = "With --if-worse: the end of what is looked at, such as 2026-11-30 (UTC). Default: now." };
    private readonly Option<string> _metric = new("--metric") { Description = "With --if-worse: the metric that decides. Default: the task's main one." };
    private readonly Option<string> _feed = new("--feed") { Description = "With --if-worse: the feed that has both versions. Default: restored packages and the configured feeds." };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_ifWorse, _project, _log, _to, _metric, _feed])
        {
            command.Add(option);
        }
    }

    /// <summary>Whether production is to decide.</summary>
    public bool IsAsked(ParseResult parsed) => parsed.GetValue(_ifWorse);

    /// <summary>Looks at production, and compares the two versions when it fails its gates.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="folder">The channels.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="package">The package's id.</param>
    /// <param name="version">The version to go back to; null: the last one before.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="IngotException">INGOT6033: there is no version to go back to; INGOT8069: something is not said; and what reading log and packages says.</exception>
    public async Task<Decay> LookAsync(ParseResult parsed, ChannelFolder folder, string channel, string package, string? version, CancellationToken cancellation)
    {
        if (parsed.GetValue(_project) is not { } project || parsed.GetValue(_log) is not { } log)
        {
            throw new IngotException(RetrainDiagnostics.ProposalRefused.At(new SourceLocation("--if-worse"), $"--if-worse looks at production, which takes the model's project for its monitor gates and the prediction log. Name both (--project, --log)."));
        }

        var state = folder.Read(channel, package);
        var file = folder.FileOf(channel, package);
        var now = Until(parsed.GetValue(_to)) ?? DateTimeOffset.UtcNow;

        // What it would be after a rollback says which version that is, and that there is one.
        var target = ChannelChanges.Rollback(state, version, Environment.UserName, now, "if worse", file).Current!;
        var held = state.Current ?? throw new IngotException(RetrainDiagnostics.NoProduction.At(new SourceLocation(file), $"No version of {package} holds the channel {channel}. Promote one."));
        if (now <= held.PromotedAt)
        {
            return Decay.None($"{package} {held.Version} holds {channel} since {Time(held.PromotedAt)}, which is not before {Time(now)}: there is nothing to look at.");
        }

        var gates = await GatesAsync(project, log, held, now, cancellation);
        if (gates.Failed.Count == 0)
        {
            return Decay.None($"{package} {held.Version} keeps its monitor gates on {channel} since {Time(held.PromotedAt)} ({gates.Decided} decided): it stays.");
        }

        var failed = string.Join(", ", gates.Failed.Select(v => v.Gate));
        var compared = VersionsInProduction.Compare(
            await ReadAsync(package, held, parsed, cancellation), await ReadAsync(package, target, parsed, cancellation), log,
            new WindowQuery { From = held.PromotedAt, Before = now }, parsed.GetValue(_metric), new DiagnosticList(), cancellation);
        if (compared.Comparison is not { } c)
        {
            return Decay.NotProven(FormattableString.Invariant(
                $"{package} {held.Version} fails its monitor gates ({failed}), and {compared.Rows} labelled rows since {Time(held.PromotedAt)} do not tell whether {target.Version} is better: it takes {VersionsInProduction.MinRows}, of both classes where there are two. It stays."));
        }

        var numbers = FormattableString.Invariant(
            $"{c.Metric} on the {c.Rows} labelled rows since {Time(held.PromotedAt)} is {c.Production:0.####} for {held.Version} and {c.Candidate:0.####} for {target.Version}: better by {c.Improvement:0.####} (95 % interval {c.Low:0.####} to {c.High:0.####})");
        return c.IsBetter
            ? new Decay(true, target.Version, StageOutcome.Passed, $"{held.Version} fails its monitor gates ({failed}), and {numbers}.")
            : Decay.NotProven($"{package} {held.Version} fails its monitor gates ({failed}), and {target.Version} is not proven to be better: {numbers}. It stays.");
    }

    private static async Task<(IReadOnlyList<Verdict> Failed, int Decided)> GatesAsync(string argument, string log, ChannelRelease held, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await ModelProjectPath.FindFaultAsync(argument, cancellation) is { } fault)
        {
            throw new IngotException(fault);
        }

        var run = new MSBuildRun(argument, string.Empty, "Release",
        [
            PropertyArguments.Of(RetrainProject.BaselineVersion, held.Version), "ModelMonitorReference=Baseline", PropertyArguments.Of("ModelMonitorVersion", held.Version),
            PropertyArguments.Of("ModelMonitorLog", Path.GetFullPath(log)), PropertyArguments.Of("ModelMonitorFrom", Instant(held.PromotedAt)), PropertyArguments.Of("ModelMonitorTo", Instant(now)),
        ], Restore: true);
        var project = await RetrainProject.ReadAsync(run, cancellation);
        var monitored = await project.BuildAsync(StageCatalog.Monitor.Target, [], showOutput: false, cancellation);
        if (monitored.Outcome is StageOutcome.BadInput or StageOutcome.Infrastructure)
        {
            throw project.Refused($"Production cannot be looked at: {string.Join(" ", monitored.Diagnostics.Where(d => d.Severity == "error").Select(d => $"{d.Code}: {d.Message}"))}");
        }

        var verdicts = VerdictsFile.Read(project.PathOf(MonitorFiles.Verdicts));
        return ([.. verdicts.Where(v => v.Outcome == GateOutcome.Failed)], verdicts.Count(v => v.Outcome is GateOutcome.Failed or GateOutcome.Passed));
    }

    private async Task<ModelPackage> ReadAsync(string package, ChannelRelease release, ParseResult parsed, CancellationToken cancellation)
    {
        using var found = await PackageArgument.FindAsync($"{package}@{release.Version}", Environment.CurrentDirectory, parsed.GetValue(_feed), cancellation);
        var read = ModelPackage.Read(found.Path);
        return read.ContentHash == release.ContentHash
            ? read
            : throw new IngotException(RetrainDiagnostics.NotComparable.At(new SourceLocation(found.Path), $"This package of {package} {release.Version} is not the one that was promoted: the content hash differs. Fetch it again from where it was published."));
    }

    private static DateTimeOffset? Until(string? text) => text is null ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant
        : throw new IngotException(RetrainDiagnostics.ProposalRefused.At(new SourceLocation("--until"), $"--until is '{text}'; expected a day or an instant such as 2026-11-30 or 2026-11-30T06:00:00Z."));

    private static string Time(DateTimeOffset instant) => FormattableString.Invariant($"{instant.UtcDateTime:yyyy-MM-dd HH:mm}");

    private static string Instant(DateTimeOffset instant) => FormattableString.Invariant($"{instant.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.ffffff}Z");
}
