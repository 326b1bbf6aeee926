using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Retraining;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Data;
using Ingot.Releases.Baselines;
using Ingot.Releases.Comparison;
using Ingot.Reports.Retraining;

namespace Ingot.Pipeline.Retrain;

/// <summary>
/// Retrain: a model that was trained again, beside the one in production: on the newest labelled rows of production, from which it did not learn,
/// and on the fixed reference rows. It is proposed only when it is proven to be better.
/// </summary>
internal static class RetrainStage
{
    public static bool Run(StageContext context)
    {
        var (spec, anew) = (context.Spec, context.Spec.Retrain.Folder!);
        if (spec.Baseline is not { Version: not null, Folder: not null } production)
        {
            throw new IngotException(RetrainDiagnostics.NoProduction.At(
                spec.Location, $"There is no version in production with which a new model of {spec.Name} could be compared. Name its channel or its version (--channel, --against, or ModelBaselineVersion); a first version is built, packed and promoted like any other."));
        }

        var collected = CollectedRowsFile.Read(context.Input(CollectFiles.Facts));
        var schema = SchemaFile.Read(PrepareFiles.Schema.PathIn(anew, spec.Name));
        var metrics = MetricsFile.Read(EvaluateFiles.Metrics.PathIn(anew, spec.Name));
        var verdicts = VerdictsFile.Read(GateFiles.Verdicts.PathIn(anew, spec.Name));
        var compared = Compared(spec, schema.Task);

        context.Progress.Report($"the new model and {production.Package} {production.Version} on the same rows");
        var released = PackagedModel.Read(production, spec.Location);
        var pair = new ModelPair(
            new AskedModel(production.Package, production.Version, released.Onnx, released.Schema),
            new AskedModel(spec.PackageId, "as it was trained again", File.ReadAllBytes(TrainFiles.Model.PathIn(anew, spec.Name)), schema),
            schema,
            new ModelPairOptions(spec.Location, metrics.Threshold ?? spec.ClassificationThreshold, spec.Seed, context.Threads, context.Cancellation));
        var (held, reference) = (context.Input(CollectFiles.Held), context.Input(PrepareFiles.Reference));
        var window = pair.On(ParquetTable.Read(held, ParquetTable.ColumnNames(held)), compared);
        var fixedRows = pair.On(ParquetTable.Read(reference, ParquetTable.ColumnNames(reference)), compared);
        var main = window.FirstOrDefault(c => c.Metric == compared[0].Name) ?? throw new IngotException(RetrainDiagnostics.NotComparable.At(
            spec.Location, $"{compared[0].Name} is not defined on the newest {DiagnosticText.Count(collected.HeldRows, "labelled row")}: it needs {MetricCatalog.Needs(compared[0].Name)}. Wait for more labels, or decide by another metric (ModelRetrainMetric)."));

        var failed = verdicts.Where(v => v.Outcome == GateOutcome.Failed).ToList();
        var outcome = !main.IsBetter ? RetrainOutcome.NoBetter : failed.Count > 0 ? RetrainOutcome.FailsGates : RetrainOutcome.Better;
        var report = new RetrainReport
        {
            Model = spec.Name,
            Package = spec.PackageId,
            Task = schema.Task,
            Outcome = outcome,
            Collected = collected,
            Policy = spec.Retrain.Policy,
            Training = spec.Retrain.Training,
            ProductionVersion = production.Version,
            ProductionOnnxSha256 = released.OnnxSha256,
            CandidateOnnxSha256 = metrics.OnnxSha256,
            SuggestedVersion = VersionSuggestion.Of(
                PackagedModel.ReadEvidence(production, spec.Location), new PackageEvidence(spec.PackageId, spec.Version, schema, metrics)).Version.ToNormalizedString(),
            Metric = main.Metric,
            Window = window,
            Reference = fixedRows,
            Verdicts = verdicts,
            Conclusion = RetrainConclusion.Of(outcome, production.Version, main, failed),
        };
        Say(context, report);
        var json = RetrainReportFile.ToJson(report);
        context.Write(RetrainFiles.Report, json);
        context.Write(RetrainFiles.Summary, RetrainSummary.ToMarkdown(report));
        if (spec.Retrain.History is { } history)
        {
            // As Accept writes beside the project: it is what the next one looks at.
            Directory.CreateDirectory(history);
            AtomicFile.Write(Path.Combine(history, RetrainHistory.NameOf(report, json)), json);
        }

        if (outcome == RetrainOutcome.Better)
        {
            context.Progress.Report(report.Conclusion);
        }

        return true;
    }

    // The one that decides first, then those of the gates.
    private static IReadOnlyList<MetricDefinition> Compared(ModelSpec spec, ModelTask task)
    {
        var first = spec.Retrain.Metric ?? MainMetric.OfProduction(task);
        if (MetricCatalog.Find(first, task) is not { Scope: MetricScope.Rows } || MetricCatalog.IsOfBuild(first))
        {
            throw new IngotException(PrepareDiagnostics.InvalidProject.At(
                spec.Location, $"Property ModelRetrainMetric is '{first}', which is no metric of rows for a {task}; expected one of {string.Join(", ", MetricCatalog.Names(task).Where(n => MetricCatalog.Find(n, task) is null or { Scope: MetricScope.Rows } && !MetricCatalog.IsOfBuild(n)))}."));
        }

        return
        [
            .. spec.Gates.Where(g => g.Slice is null).Select(g => g.Metric).Concat(spec.MonitorGates.Where(g => g.Slice is null).Select(g => g.Name)).Prepend(first)
                .Distinct(StringComparer.Ordinal).Select(n => MetricCatalog.Find(n, task)).OfType<MetricDefinition>().Where(m => m.Scope == MetricScope.Rows),
        ];
    }

    private static void Say(StageContext context, RetrainReport report)
    {
        var descriptor = report.Outcome switch
        {
            RetrainOutcome.NoBetter => RetrainDiagnostics.NoBetter,
            RetrainOutcome.FailsGates => RetrainDiagnostics.FailsGates,
            _ => null,
        };
        if (descriptor is not null)
        {
            context.Diagnostics.Report(descriptor.At(context.Spec.Location, $"{report.Conclusion} Nothing was changed."));
        }
    }
}
