using System.Collections.Concurrent;
using System.Globalization;
using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
using Ingot.Core.Monitoring;
using Ingot.Monitoring.Predictions;
using Ingot.Pipeline;
using Ingot.Serving.Channels;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Serving.Monitoring;

/// <summary>
/// Measures by the stage Monitor, in a process of its own: the server loads neither DuckDB's data nor a learner, and what goes wrong there ends there. The
/// reference and the gates are those that the package carries.
/// </summary>
internal sealed class ProductionMeter(MonitorSettings settings, ServedReferences references, PredictionLog log, TimeProvider time) : IProductionMeter, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-monitor-").FullName;

    // By content; null: the package carries none.
    private readonly ConcurrentDictionary<string, string?> _evidence = new(StringComparer.Ordinal);
    private int _number;

    public void Dispose()
    {
        try
        {
            Folders.Delete(_folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is in the folder of temporary files.
        }
    }

    public async Task<MonitorLook> MeasureAsync(MonitorJob job, CancellationToken cancellation)
    {
        if (await EvidenceAsync(job, cancellation) is not { } evidence)
        {
            return new MonitorLook { HasReference = false };
        }

        // What was answered a moment ago is looked at too.
        await log.RollAsync();
        var plan = MonitorPlanFile.Read(Path.Combine(evidence, ExportFiles.MonitoringPlan.NameFor(string.Empty)));
        var work = Directory.CreateDirectory(Path.Combine(_folder, $"look-{NextNumber()}")).FullName;
        try
        {
            var project = Path.Combine(work, "project.json");
            MonitorProject.Write(project, plan, evidence, job, settings.Database.Count > 0 ? null : settings.Log);
            var (exitCode, lines) = await LowProcess.RunAsync(
                OwnTool.Command(
                    "worker", StageCatalog.Monitor.Name, "--project", project, "--folder", work, "--threads", "1", "--parent", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)),
                settings.Heap, settings.Database, settings.Limit, time, cancellation);
            return exitCode is (int)StageOutcome.Passed or (int)StageOutcome.GateFailed && Find(work, MonitorFiles.Report) is { } report && Find(work, MonitorFiles.Page) is { } page
                ? new MonitorLook { Report = MonitorReportFile.Read(report), Page = await File.ReadAllTextAsync(page, cancellation), LeftOut = plan.LeftOut }
                : Failed(exitCode, lines);
        }
        finally
        {
            Folders.Delete(work);
        }
    }

    private static string? Find(string work, StageFile file)
    {
        var folder = Path.Combine(work, StageCatalog.Monitor.FolderName);
        return Directory.Exists(folder) ? Directory.GetFiles(folder, file.NameFor("*")) is [var path] ? path : null : null;
    }

    private MonitorLook Failed(int? exitCode, IReadOnlyList<string> lines)
    {
        var codes = MSBuildResult.From(exitCode ?? 1, lines).Diagnostics.Where(d => d.Severity == "error").Select(d => d.Code).Distinct().ToList();
        return exitCode is null ? new MonitorLook { Reason = FormattableString.Invariant($"it took more than {settings.Limit.TotalMinutes:0} minutes and was ended") }
            : codes.Count > 0 ? new MonitorLook { Codes = codes }
            : new MonitorLook { Codes = [InfrastructureDiagnostics.WorkerDied.Code], Reason = FormattableString.Invariant($"the process that looks ended with {exitCode}") };
    }

    private async Task<string?> EvidenceAsync(MonitorJob job, CancellationToken cancellation)
    {
        if (!_evidence.TryGetValue(job.ContentHash, out var folder))
        {
            folder = Path.Combine(_folder, $"evidence-{NextNumber()}");
            folder = await references.TryExtractAsync(job.Package, job.Version, job.ContentHash, folder, cancellation) ? folder : null;
            _evidence[job.ContentHash] = folder;
        }

        return folder;
    }

    private string NextNumber() => Interlocked.Increment(ref _number).ToString(CultureInfo.InvariantCulture);
}
