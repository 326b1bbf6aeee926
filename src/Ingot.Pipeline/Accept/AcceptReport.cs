using Ingot.Artifacts.Stages;
using Ingot.Core.Behaviour;
using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Texts;

namespace Ingot.Pipeline.Accept;

/// <summary>Says what was accepted: the metrics before and now, and which gates the accepted model fails.</summary>
internal static class AcceptReport
{
    /// <summary>Says it.</summary>
    /// <param name="context">The stage's.</param>
    /// <param name="before">What was accepted until now; null: nothing, or a damaged file.</param>
    /// <param name="accepted">What is accepted now.</param>
    /// <param name="metrics">What was measured.</param>
    public static void Give(StageContext context, AcceptedResult? before, AcceptedResult accepted, MetricsReport metrics)
    {
        var file = Path.GetFileName(context.Spec.AcceptedFile);
        foreach (var line in Lines(context, before, accepted))
        {
            context.Progress.Report(line);
        }

        context.Progress.Report(before is null
            ? $"accepted: {file}. Commit it with {Path.ChangeExtension(file, ".parquet")}"
            : $"accepted: {file}. 'git diff -- {file}' has all metrics before and now; look at it, and commit it with {Path.ChangeExtension(file, ".parquet")}");
        WarnOfFailed(context, metrics, file);
    }

    private static IEnumerable<string> Lines(StageContext context, AcceptedResult? before, AcceptedResult accepted)
    {
        if (before is not null && before.ReferenceDataSha256 != accepted.ReferenceDataSha256)
        {
            yield return $"the metrics before are those of {before.Version} on other reference data";
        }

        var gated = context.Spec.Gates.Select(g => (g.Metric, g.Slice));
        var shown = MainMetric.KeyFigures(accepted.Task).Select(m => (Metric: m, Slice: (string?)null)).Union(gated);
        foreach (var (name, slice) in shown)
        {
            if (accepted.Metrics.FirstOrDefault(m => m.Name == name && m.Slice == slice) is { } now)
            {
                var then = before?.Metrics.FirstOrDefault(m => m.Name == name && m.Slice == slice)?.Value ?? double.NaN;
                var text = MetricText.InUnit(now.Value, name, accepted.Task);
                yield return $"{name}{(slice is null ? string.Empty : $" on '{slice}'")}: {(double.IsNaN(then) ? text : $"{MetricText.InUnit(then, name, accepted.Task)} before, {text} now")}";
            }
        }
    }

    // Against what is accepted now no metric regresses: what is left is what the gates ask of the model itself.
    private static void WarnOfFailed(StageContext context, MetricsReport metrics, string file)
    {
        var spec = context.Spec;
        var evidence = new GateEvidence
        {
            Metrics = metrics,
            Performance = context.TryInput(EvaluateFiles.Performance) is { } measured ? MetricsFile.Read(measured) : null,
            AcceptedFile = spec.AcceptedFile,
            ReferenceDataSha256 = string.Empty,
        };
        var gates = spec.Gates.Where(g => g.Min is not null || g.Max is not null).Select(g => g with { MaxRegression = null }).ToList();
        var sink = new DiagnosticList();
        List<Verdict> verdicts =
        [
            .. GateEvaluator.Evaluate(gates, evidence, sink),
            .. spec.Tests.Count == 0 ? [] : BehaviourGate.Evaluate(spec.Tests, BehaviourFile.Read(context.Input(EvaluateFiles.Behaviour)), sink),
        ];
        var failed = verdicts.Where(v => v.Outcome == GateOutcome.Failed).ToList();
        if (failed.Count > 0)
        {
            context.Diagnostics.Report(GateDiagnostics.AcceptedFailing.At(
                sink.Items.First(d => d.Severity == DiagnosticSeverity.Error).Location,
                $"{spec.Name} {spec.Version} was accepted although {failed.Count} of {DiagnosticText.Count(verdicts.Count, "gate")} {DiagnosticText.Agree(failed.Count, "fails", "fail")}: {DiagnosticText.List(failed.Select(f => f.Slice is null ? f.Gate : $"{f.Gate} on {f.Slice}"))}. Accepting moves what change gates compare with, and changes nothing about these: the build fails as before. Improve the model, or restore the files with 'git checkout -- {file} {Path.ChangeExtension(file, ".parquet")}' if they are committed."));
        }
    }
}
