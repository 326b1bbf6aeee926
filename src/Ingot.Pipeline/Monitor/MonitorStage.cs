using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Monitoring;
using Ingot.Pipeline.Shared;
using Ingot.Reports.Monitor;

namespace Ingot.Pipeline.Monitor;

/// <summary>Monitor: what was served, beside the reference of the model that served it; gates on it, and the report that shows it.</summary>
internal static class MonitorStage
{
    public static bool Run(StageContext context)
    {
        var reference = MonitoredReference.Read(context);
        context = context with { Spec = context.Spec.Deciding(reference.Metrics.Threshold) };
        var said = new SaidOnTheWay(context.Diagnostics);
        var query = MonitoredWindow.QueryOf(context);
        using var window = MonitoredWindow.Open(context, query, reference.Schema, said);
        context.Progress.Report($"{DiagnosticText.Count(window.Rows, "row")} of production in {DiagnosticText.Count(window.Chunks.Count, "chunk")}");

        var measured = new WindowMeasurements(window.Chunks.Count);
        TrafficMeasurement.Add(window, measured);
        QualityMeasurement.Add(window, reference, measured);
        SkewMeasurement.Add(context, window, reference, measured, said);
        var drift = DriftMeasurement.Add(context, window, reference, measured);
        if (MultivariateMeasurement.Add(context, window, reference, ComparableColumns.Of(window, reference), measured, said) is { } together)
        {
            drift = [.. drift, together];
        }

        PerformanceMeasurement.Add(context, window, reference, measured);

        var folder = Path.GetDirectoryName(context.Spec.ProjectFile)!;
        var verdicts = MonitorGateEvaluator.Evaluate(context.Spec.MonitorGates, reference.Schema.Task, measured.Whole, context.Diagnostics)
            .Select(v => v with { File = ProjectPaths.RelativeTo(folder, v.File) }).ToList();
        var report = MonitorReports.Of(context, window, reference, measured, drift, said.Notes, verdicts);
        var history = WindowHistory.Add(context, report, query);
        context.Write(MonitorFiles.Report, MonitorReportFile.ToJson(report));
        context.Write(MonitorFiles.Page, MonitorPage.ToHtml(report, history));
        context.Write(MonitorFiles.Summary, MonitorSummary.ToMarkdown(report, MonitorFiles.Page.NameFor(context.Spec.Name), history));
        context.Write(MonitorFiles.OpenMetrics, MonitorSummary.ToOpenMetrics(report));
        context.Write(MonitorFiles.Verdicts, VerdictsFile.ToJson(verdicts));
        context.Write(MonitorFiles.Sarif, SarifReport.ToJson(verdicts, ToolVersion.Current, ProjectPaths.BelowSourceRoot(folder), MonitorGateEvaluator.RuleOf, "monitor"));
        context.Write(MonitorFiles.JUnit, JUnitReport.ToXml(context.Spec.Name, verdicts));

        var count = verdicts.GroupBy(v => v.Outcome).OrderBy(g => g.Key).Select(g => $"{g.Count()} {g.Key}".ToLowerInvariant()).ToList();
        context.Progress.Report($"{context.Spec.Name} in production: {(count.Count == 0 ? "no monitor gates" : string.Join(", ", count) + " of its monitor gates")}");
        return !verdicts.Any(v => v.Outcome == GateOutcome.Failed);
    }
}
