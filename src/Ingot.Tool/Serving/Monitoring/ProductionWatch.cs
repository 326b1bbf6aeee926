using Ingot.Alerts;
using Ingot.Alerts.Book;
using Ingot.Alerts.Watching;
using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Serving.Logging;
using Ingot.Serving.Models;
using Ingot.Serving.Monitoring;
using Ingot.Serving.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ingot.Tool.Serving.Monitoring;

/// <summary>
/// Looks at what the server answers, when it has started and every interval after that: what is found goes to the board, which page and metrics show, and
/// to people. One look at a time; whatever goes wrong is said, and requests are answered as before.
/// </summary>
internal sealed class ProductionWatch(MonitorSettings settings, IProductionMeter meter, ServingState state, MonitorBoard board, TimeProvider time, ILogger<ProductionWatch> logger)
    : BackgroundService
{
    private readonly DiagnosticLogger _log = new(logger);
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    /// <summary>Looks at all versions that answer.</summary>
    internal async Task LookAsync(CancellationToken cancellation)
    {
        var jobs = Jobs();
        board.Keep(jobs.Select(j => (j.Package, j.Channel)));
        foreach (var job in jobs)
        {
            await LookAsync(job, cancellation);
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The server need not wait for the first look.
        await Task.Yield();
        using var timer = new PeriodicTimer(settings.Interval, time);
        do
        {
            var begun = time.GetTimestamp();
            await LookAsync(stoppingToken);
            if (time.GetElapsedTime(begun) is var took && took >= settings.Interval)
            {
                _log.Report(MonitorDiagnostics.LookLeftOut.At(
                    SourceLocation.None,
                    $"A look at production took {took.TotalMinutes:0.#} minutes, and the next was due after {settings.Interval.TotalMinutes:0.#}; it is left out. Look less often with --monitor."));

                // The one that became due meanwhile.
                await timer.WaitForNextTickAsync(stoppingToken);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private List<MonitorJob> Jobs() =>
    [
        .. state.Models().SelectMany(m => m.Versions
            .Where(v => v.Role is ModelRole.Serving or ModelRole.Canary)
            .Select(v => new MonitorJob(m.Name, v.Role == ModelRole.Canary ? state.CanaryChannel : state.Channel, v.Version, v.ContentHash))),
    ];

    private async Task LookAsync(MonitorJob job, CancellationToken cancellation)
    {
        var begun = time.GetUtcNow();
        var look = await MeasureAsync(job, cancellation);
        var before = board.Find(job.Package, job.Channel);
        var window = new MonitoredWindow(job.Package, job.Channel, job.Version, begun);
        if (look.Report is { } report)
        {
            board.Put(window with { Report = report, Page = look.Page, Measured = begun });
            SayOnce(job, look.LeftOut.Count > 0, $"cannot be watched by {DiagnosticText.Count(look.LeftOut.Count, "monitor gate")} whose slice is a condition: {DiagnosticText.List(look.LeftOut)}. Decide {DiagnosticText.Agree(look.LeftOut.Count, "it", "them")} with 'dotnet ingot monitor', where the project is");
            var count = report.Verdicts.GroupBy(v => v.Outcome).ToDictionary(g => g.Key, g => g.Count());
            logger.LogLooked(job, report.Rows, count.GetValueOrDefault(GateOutcome.Passed), count.GetValueOrDefault(GateOutcome.Failed), count.GetValueOrDefault(GateOutcome.Inconclusive) + count.GetValueOrDefault(GateOutcome.Skipped));
            await TellAsync(ProductionLooks.Of(report, job.Channel), cancellation);
            return;
        }

        // What was known before is known still, of the version that it was of.
        var known = before?.Version == job.Version ? before : null;
        var problem = Problem(job, look);
        board.Put(window with { Report = known?.Report, Page = known?.Page, Measured = known?.Measured, Problem = $"{problem.Code}: {problem.Message}" });
        if (!look.HasReference)
        {
            SayOnce(job, true, $"is not watched: its package has no evidence/monitoring.parquet and monitoring.json. Pack it with ModelMonitoringRows above 0 and with this Ingot or a later one");
            return;
        }

        _log.Report(problem);
        await TellAsync(ProductionLooks.NotMeasured(job.Package, job.Channel, look.Codes.Count > 0 ? look.Codes : [problem.Code]) with { Version = job.Version }, cancellation);
    }

    private async Task<MonitorLook> MeasureAsync(MonitorJob job, CancellationToken cancellation)
    {
        try
        {
            return await meter.MeasureAsync(job, cancellation);
        }
        catch (IngotException e)
        {
            return new MonitorLook { Codes = [.. e.Diagnostics.Select(d => d.Code)] };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new MonitorLook { Codes = [InfrastructureDiagnostics.FileSystem.Code], Reason = e.Message.TrimEnd('.') };
        }
#pragma warning disable CA1031 // A look that goes wrong ends neither the watch nor the server.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return new MonitorLook { Codes = [InfrastructureDiagnostics.Unexpected.Code], Reason = $"an unexpected {e.GetType().Name}, which is a defect of Ingot" };
        }
    }

    private async Task TellAsync(ProductionLook look, CancellationToken cancellation)
    {
        if (settings.Sinks.Count > 0)
        {
            await new AlertBook(settings.Alerts, settings.Book, time).UpdateAsync(look, new AlertSender(settings.Sinks, _log), cancellation);
        }
    }

    private Diagnostic Problem(MonitorJob job, MonitorLook look) => look.HasReference
        ? MonitorDiagnostics.NotMeasured.At(
            SourceLocation.None,
            $"What {job.ToString()} answered could not be measured: {string.Join("; ", look.Codes.Select(Said).Concat(look.Reason is null ? [] : [look.Reason]))}. Requests are answered as before. Ask the log itself with 'dotnet ingot monitor' or 'dotnet ingot log query'; the next look is after {settings.Interval.TotalMinutes:0.#} minutes.")
        : MonitorDiagnostics.NotWatched.At(SourceLocation.None, $"{job.ToString()} is not watched: its package carries nothing to compare production with.");

    // The title only: a message may have values of the data.
    private static string Said(string code) => $"{code} ({DiagnosticCatalog.All.FirstOrDefault(d => d.Code == code)?.Title ?? "unknown"})";

    private void SayOnce(MonitorJob job, bool isSo, FormattableString what)
    {
        if (isSo && _said.Add($"{job.ContentHash}\n{what.Format}"))
        {
            _log.Report(MonitorDiagnostics.NotWatched.At(SourceLocation.None, $"What {job.ToString()} answers {FormattableString.Invariant(what)}."));
        }
    }
}
