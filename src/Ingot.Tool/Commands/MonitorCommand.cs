using System.CommandLine;
using Ingot.Artifacts.Stages;
using Ingot.Tool.Alerting;

namespace Ingot.Tool.Commands;

/// <summary><c>monitor</c>: what was served beside the reference, with the project's monitor gates.</summary>
internal static class MonitorCommand
{
    public static Command Create()
    {
        var alerts = new AlertOptions();
        var command = StageCommand.Create(
            StageCatalog.Monitor.FolderName,
            StageCatalog.Monitor.Target,
            "Compare what was served with the model's reference, decide the project's monitor gates, and tell people what fails.",
            settings:
            [
                .. WindowOptions.Log(),
                PropertyOption.OfPath("--reference", "ModelMonitorReference", "The folder 'evidence' of the package that serves. Without it: the model that the project builds."),
                PropertyOption.OfPathOrName("--package", "ModelMonitorPackage", "Instead of --reference: the package that serves, as ID@VERSION or a .nupkg file."),
                PropertyOption.OfBaseline("--against", "Instead of --package: the version that serves, as a version, 'latest' or the name of a channel such as production; restore brings it, from the sources of nuget.config."),
                PropertyOption.OfPathOrName("--feed", "ModelMonitorFeed", "Ask only this feed for --package: the name of a source of nuget.config, an address, or a folder. Default: all configured sources."),
                .. WindowOptions.Span(),
                PropertyOption.Of("--chunk", "ModelMonitorChunk", "How the time is cut: hour, day, week, month, or a number of rows. Default: day."),
                PropertyOption.Of("--model-version", "ModelMonitorVersion", "Only rows of this version."),
                PropertyOption.Of("--channel", "ModelMonitorChannel", "Only rows of this channel."),
                PropertyOption.OfPath("--history", "ModelMonitorHistory", "A folder in which each window leaves a small file, so that the page shows weeks."),
            ],
            options: alerts.All,
            around: async (parsed, run, console, cancellation) =>
                await MonitorAlerts.BeginAsync(alerts, parsed, run, console, cancellation) is { } begun ? r => begun.EndAsync(r, cancellation) : null);
        command.Add(MonitorHistoryCommand.Create());
        return command;
    }
}
