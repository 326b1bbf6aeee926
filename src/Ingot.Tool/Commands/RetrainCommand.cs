using System.CommandLine;
using System.Globalization;
using Ingot.Alerts;
using Ingot.Artifacts.Stages;
using Ingot.Core;
using Ingot.Core.Diagnostics;
using Ingot.Core.Retraining;
using Ingot.Pipeline;
using Ingot.Releases.Channels;
using Ingot.Releases.Feeds;
using Ingot.Tool.Alerting;
using Ingot.Tool.Retraining;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Commands;

/// <summary><c>retrain</c>: trains a model again when there is a reason to, and proposes it only when it is proven to be better than the one in production.</summary>
internal sealed class RetrainCommand
{
    private readonly Argument<string> _project = new("project") { Description = "A model project, or the folder that holds it.", DefaultValueFactory = _ => "." };
    private readonly Option<string> _configuration = new("--configuration", "-c") { Description = "The build configuration.", DefaultValueFactory = _ => "Release" };
    private readonly Option<string[]> _property = new("--property", "-p") { Description = "An MSBuild property, as NAME=VALUE. Give it several times for several properties." };
    private readonly Option<string> _because = new("--because") { Description = "Why you want it: people will read it. Without it the project's RetrainTrigger items decide, after production was looked at." };
    private readonly Option<string> _channel = new("--channel") { Description = "The channel whose version is in production, such as production." };
    private readonly Option<string> _against = new("--against") { Description = "The version to compare with instead. Default: the project's ModelBaselineVersion." };
    private readonly Option<bool> _apply = new("--apply") { Description = "Write what a better model changes into the project: rows, version, accepted result." };
    private readonly Option<string> _branch = new("--branch") { Description = "Commit that to a new branch of this name instead, for a pull request; nothing else changes." };
    private readonly Option<string> _promote = new("--promote") { Description = "Write it into the project, pack it, publish it to --feed, and promote it to this channel, by its policy." };
    private readonly Option<string> _feed = new("--feed") { Description = "The feed that has the version in production, beside those of nuget.config, and to which --promote publishes: a source of nuget.config, an address, or a folder." };
    private readonly Option<bool> _json = new("--json") { Description = "Print the outcome as JSON, and nothing else, on the standard output." };
    private readonly Option<string> _channels = ChannelOptions.Folder();
    private readonly PropertyOption[] _settings =
    [
        .. WindowOptions.Log(), .. WindowOptions.Span(),
        PropertyOption.OfPath("--history", "ModelMonitorHistory", "A folder in which each window leaves a small file, and each retraining its report, by which the next one knows when it was."),
    ];

    private RetrainCommand()
    {
    }

    public static Command Create() => new RetrainCommand().ToCommand();

    private Command ToCommand()
    {
        var command = new Command("retrain", "Train the model again with labelled rows of production, compare it with the version in production on rows that neither learned from, and propose it when it is proven to be better.")
        {
            _project, _configuration, _property, _because, _channel, _against, _apply, _branch, _promote, _feed, _channels, _json,
        };
        foreach (var setting in _settings)
        {
            command.Add(setting.Option);
        }

        command.Does(RunAsync);
        return command;
    }

    private async Task<StageOutcome> RunAsync(ParseResult parsed, InvocationConfiguration console, CancellationToken cancellation)
    {
        var argument = parsed.GetValue(_project)!;
        var alerts = AlertPost.Open(console);
        string[] said = [.. parsed.GetValue(_property) ?? []];
        if ((WrongUse(parsed) ?? PropertyArguments.FindFault(said) ?? await ModelProjectPath.FindFaultAsync(argument, cancellation)) is { } fault)
        {
            throw new IngotException(fault);
        }

        string[] properties = [.. said, .. _settings.Select(s => s.ToProperty(parsed)).OfType<string>(), .. FeedOf(parsed)];
        var run = new MSBuildRun(argument, string.Empty, parsed.GetValue(_configuration)!, properties, Restore: true);
        var project = await RetrainProject.ReadAsync(run, cancellation);
        using var held = project.Lock(cancellation);
        if (BranchOf(parsed, project) is { } branch)
        {
            await GitBranch.RequireNewAsync(project.Folder, branch, cancellation);
        }

        var (production, isExact) = ProductionOf(parsed, project);
        project = project with { Run = run with { Properties = [.. properties, PropertyArguments.Of(RetrainProject.BaselineVersion, production)] } };
        if (await TrainAsync(parsed, project, isExact ? production : null, cancellation) is { } stopped)
        {
            return stopped;
        }

        var (collected, report) = project.ReadReport();
        var changed = report?.Outcome == RetrainOutcome.Better ? await ProposeAsync(parsed, console, project, report, cancellation) : null;
        if (report is not null && changed is not null && parsed.GetValue(_promote) is null)
        {
            await alerts.TellAsync([Proposed(report, parsed.GetValue(_channel))], cancellation);
        }

        if (parsed.GetValue(_json))
        {
            await console.Output.WriteLineAsync(ToJson(project, collected, report, changed, BranchOf(parsed, project)));
        }
        else if (report is not null)
        {
            await console.Output.WriteLineAsync($"The comparison is in {project.Summary}");
        }

        // A better model that fails its gates is a person's to look at, as a failed gate is.
        return report?.Outcome == RetrainOutcome.FailsGates ? StageOutcome.GateFailed : StageOutcome.Passed;
    }

    private Diagnostic? WrongUse(ParseResult parsed)
    {
        var ways = new[] { parsed.GetValue(_apply), parsed.GetValue(_branch) is not null, parsed.GetValue(_promote) is not null }.Count(w => w);
        var wrong =
            ways > 1 ? (FormattableString)$"Of --apply, --branch and --promote give one: --promote writes into the project too."
            : parsed.GetValue(_promote) is not null && parsed.GetValue(_feed) is null ? (FormattableString)$"--promote takes --feed too: a version is promoted that is on a feed."
            : parsed.GetValue(_channel) is not null && parsed.GetValue(_against) is not null ? (FormattableString)$"Of --channel and --against give one: both say which version is in production."
            : null;
        return wrong is null ? null : RetrainDiagnostics.ProposalRefused.At(new SourceLocation("retrain"), wrong);
    }

    // Restore brings the version in production. A folder that is not there yet has none.
    private string[] FeedOf(ParseResult parsed) =>
        parsed.GetValue(_feed) is { } feed && ConfiguredFeeds.Named(feed, Environment.CurrentDirectory) is var source && (!source.IsLocal || Directory.Exists(source.Source))
            ? [PropertyArguments.Of("RestoreAdditionalProjectSources", source.Source)]
            : [];

    private string? BranchOf(ParseResult parsed, RetrainProject project) =>
        parsed.GetValue(_branch) is { } name ? name.Replace("{model}", project.Model, StringComparison.Ordinal) : null;

    // Whose rows are looked at, if that is known before restore looks it up.
    private (string Version, bool IsExact) ProductionOf(ParseResult parsed, RetrainProject project)
    {
        if (parsed.GetValue(_against) is { } version)
        {
            return (version, char.IsAsciiDigit(version.FirstOrDefault()));
        }

        if (parsed.GetValue(_channel) is { } channel)
        {
            var folder = new ChannelFolder(parsed.GetValue(_channels)!);
            return (folder.Read(ChannelEditor.ChannelName(channel), project.Package).Current?.Version ?? throw new IngotException(RetrainDiagnostics.NoProduction.At(
                new SourceLocation(folder.FileOf(channel, project.Package)), $"No version of {project.Package} holds the channel {channel}. Promote one, or name the version in production (--against).")), true);
        }

        return project.Said[RetrainProject.BaselineVersion] is { Length: > 0 } own ? (own, char.IsAsciiDigit(own[0])) : throw new IngotException(RetrainDiagnostics.NoProduction.At(
            new SourceLocation(project.File), $"Nothing says which version of {project.Package} is in production. Name its channel or the version (--channel, --against, or ModelBaselineVersion)."));
    }

    // Null: it went on to its end.
    private async Task<StageOutcome?> TrainAsync(ParseResult parsed, RetrainProject project, string? production, CancellationToken cancellation)
    {
        var (because, show) = (parsed.GetValue(_because), !parsed.GetValue(_json));
        if (because is null)
        {
            // Decay is what may ask for it: a failed gate is no reason to stop here.
            string[] looked = ["ModelMonitorReference=Baseline", .. production is null || !project.HasLog ? Array.Empty<string>() : [PropertyArguments.Of("ModelMonitorVersion", production)]];
            var monitored = await project.BuildAsync(StageCatalog.Monitor.Target, looked, show, cancellation);
            if (monitored.Outcome is StageOutcome.BadInput or StageOutcome.Infrastructure)
            {
                await SayAsync(parsed, monitored);
                return monitored.Outcome;
            }
        }

        var trained = await project.BuildAsync(StageCatalog.Retrain.Target, because is null ? [] : [PropertyArguments.Of("ModelRetrainBecause", because)], show, cancellation);
        if (trained.Outcome == StageOutcome.Passed)
        {
            return null;
        }

        await SayAsync(parsed, trained);
        return trained.Outcome;
    }

    private async Task SayAsync(ParseResult parsed, MSBuildResult result)
    {
        if (parsed.GetValue(_json))
        {
            await parsed.InvocationConfiguration.Output.WriteLineAsync(result.ToJson("retrain"));
        }
    }

    private async Task<IReadOnlyCollection<string>?> ProposeAsync(
        ParseResult parsed, InvocationConfiguration console, RetrainProject project, RetrainReport report, CancellationToken cancellation)
    {
        var (branch, promote) = (BranchOf(parsed, project), parsed.GetValue(_promote));
        if (!parsed.GetValue(_apply) && branch is null && promote is null)
        {
            await SayAsync(parsed, console, $"Nothing was changed. Write it into the project with --apply, onto a branch with --branch NAME, or into a channel with --promote CHANNEL --feed FEED.");
            return null;
        }

        var files = await ProposedFiles.WriteAsync(project, report, showOutput: false, cancellation);
        var changed = files.Changed;
        if (!files.HasVersion)
        {
            await SayAsync(parsed, console, $"The project file does not say its version in one <Version> element: set it to {report.SuggestedVersion} yourself.");
        }

        if (branch is not null)
        {
            try
            {
                var commit = await GitBranch.CreateAsync(
                    project.Folder, branch, changed, $"{report.Model} {report.SuggestedVersion}, trained again\n\n{await File.ReadAllTextAsync(project.Summary, cancellation)}", cancellation);
                await SayAsync(parsed, console, $"The branch {branch} has it ({commit[..12]}, {changed.Count} files). The body of a pull request: {project.Summary}");
            }
            finally
            {
                files.PutBack();
            }
        }
        else if (promote is not null)
        {
            await PromoteAsync(parsed, project, report, promote, cancellation);
        }
        else
        {
            await SayAsync(parsed, console, $"Written into the project: {string.Join(", ", changed.Select(f => Path.GetRelativePath(project.Folder, f)))}. Review and commit it.");
        }

        return changed;
    }

    // By the verbs that people use: there is one way to a feed and to a channel.
    private async Task PromoteAsync(ParseResult parsed, RetrainProject project, RetrainReport report, string channel, CancellationToken cancellation)
    {
        var packed = await project.BuildAsync("Build;Pack", [], showOutput: !parsed.GetValue(_json), cancellation);
        var file = Path.Combine(project.PackageFolder, $"{report.Package}.{report.SuggestedVersion}.nupkg");
        if (packed.Outcome != StageOutcome.Passed || !File.Exists(file))
        {
            throw project.Refused($"The new model is written into the project, which does not pack as {report.SuggestedVersion}: {string.Join(" ", packed.Diagnostics.Where(d => d.Severity == "error").Select(d => $"{d.Code}: {d.Message}"))} Correct that, then publish and promote it.");
        }

        string[] channels = ["--channels", parsed.GetValue(_channels)!];
        string[][] verbs =
        [
            ["publish", file, "--feed", parsed.GetValue(_feed)!, .. channels],
            ["promote", report.Package, report.SuggestedVersion, "--to", channel, "--package", file, "--reason", report.Conclusion, .. channels],
        ];
        foreach (var verb in verbs)
        {
            var console = new InvocationConfiguration { Output = parsed.GetValue(_json) ? TextWriter.Null : parsed.InvocationConfiguration.Output, Error = parsed.InvocationConfiguration.Error };
            if (await RootCommandFactory.Create().Parse(verb).InvokeAsync(console, cancellation) is not 0 and var exitCode)
            {
                throw project.Refused($"The new model is written into the project and packed ({file}), and '{verb[0]}' refused it with exit code {exitCode}, for the reason above. Do what it asks for, then run it again.");
            }
        }
    }

    private static Alert Proposed(RetrainReport report, string? channel)
    {
        var main = report.Window[0];
        return AlertEvents.CandidateProposed(
            report.Package, report.SuggestedVersion, channel,
            [
                new AlertFact("In production", report.ProductionVersion),
                new AlertFact($"{main.Metric} in production", main.Production.ToString("0.####", CultureInfo.InvariantCulture)),
                new AlertFact($"{main.Metric} of the new model", main.Candidate.ToString("0.####", CultureInfo.InvariantCulture)),
                new AlertFact("Labelled rows", main.Rows.ToString(CultureInfo.InvariantCulture)),
            ],
            link: null, TimeProvider.System.GetUtcNow());
    }

    private Task SayAsync(ParseResult parsed, InvocationConfiguration console, string text) =>
        parsed.GetValue(_json) ? Task.CompletedTask : console.Output.WriteLineAsync(text);

    private static string ToJson(RetrainProject project, CollectedRows collected, RetrainReport? report, IReadOnlyCollection<string>? changed, string? branch) => JsonFormat.Write(new
    {
        verb = "retrain",
        model = project.Model,
        isDue = collected.IsDue,
        triggers = collected.Triggers,
        outcome = report?.Outcome,
        conclusion = report?.Conclusion,
        version = report?.SuggestedVersion,
        summary = report is null ? null : project.Summary,
        branch = changed is null ? null : branch,
        changed = changed?.Select(f => Path.GetRelativePath(project.Folder, f).Replace('\\', '/')),
    });
}
