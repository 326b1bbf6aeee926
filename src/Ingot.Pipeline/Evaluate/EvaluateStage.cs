using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core;
using Ingot.Core.Clusters;
using Ingot.Core.Explanations;
using Ingot.Core.Importances;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Onnx;
using Ingot.Pipeline.Evaluate.Behaviour;
using Ingot.Pipeline.Shared;
using Ingot.Scoring;

namespace Ingot.Pipeline.Evaluate;

/// <summary>Evaluate: the ONNX file, scored with ONNX Runtime on the reference rows, and what that is worth.</summary>
internal static class EvaluateStage
{
    public static bool Run(StageContext context)
    {
        var schema = context.ReadSchema();
        var model = context.Input(TrainFiles.Model);
        var referenceFile = context.Input(PrepareFiles.Reference);
        var reference = ParquetTable.Read(referenceFile, schema.Columns.Select(c => c.Name).Append(PredictionSets.RowNumber), context.Threads);

        using var scorer = new OnnxScorer(model, context.Threads);
        var chosen = ChosenThreshold.Of(scorer.Metadata, model);
        context = context with { Spec = context.Spec.Deciding(chosen) };
        var spec = context.Spec;
        var weights = schema.Weight is { } weight ? ((NumberColumn)reference[weight.Name]).Values : null;
        context.Progress.Report("scores of the reference rows");
        var (scores, clusters) = RunFaults.Told(
            () => PredictionSets.Score(scorer, File.ReadAllBytes(model), model, schema, reference, weights, (spec.Seed, context.Threads), context.Cancellation), spec.TrainerLocation, "reference");
        var predictions = PredictionSets.From(schema, reference, scores, schema.Task == ModelTask.AnomalyDetection ? chosen : null) with
        {
            Costs = spec.ThresholdCosts,
            Clusters = clusters?.Clusters ?? 0,
            Low = EndOf(OutputNames.PredictionLow),
            High = EndOf(OutputNames.PredictionHigh),
        };
        float[] EndOf(string output) => scorer.Metadata.ContainsKey(ModelAnswer.IntervalKey) ? scorer.Read(reference, schema, output) : [];
        if (!PredictionCheck.Check(predictions, schema, spec, context.Diagnostics))
        {
            // No gate has failed: the errors end the stage.
            return true;
        }

        var slices = new SliceFinder(reference, referenceFile);
        List<MetricResult> metrics = [];
        SideBySide.Run(
            context.Threads,
            () => ParquetTable.Write(
                context.OutputFile(EvaluateFiles.Predictions),
                PredictionSets.ToTable(predictions, slices.Columns(spec.Slices, spec.GateSlices)),
                PredictionSets.SqlTypes([.. ScoreColumns.Of(schema.Task, schema.Classes), .. predictions.Low.Length > 0 ? [OutputNames.PredictionLow, OutputNames.PredictionHigh] : Array.Empty<string>()])),
            () => metrics.AddRange(Measure(context, predictions)));
        var parts = slices.Find(spec.Slices, spec.GateSlices).ToList();
        foreach (var slice in parts)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            metrics.AddRange(Measure(context, predictions, slice));
        }

        metrics.Add(new MetricResult { Name = "Size", Value = new FileInfo(model).Length, Rows = predictions.Rows });
        var report = Report(context, schema, model, predictions, metrics) with { Threshold = chosen };
        context.Write(EvaluateFiles.Metrics, MetricsFile.ToJson(report));

        if (clusters is not null)
        {
            context.Write(EvaluateFiles.Clusters, ClustersFile.ToJson(ClusterDescription.Of(schema, reference, predictions, clusters, spec.Seed)));
        }

        var scoring = new ReleaseScoring(context, schema, reference, predictions, report, parts);
        var baseline = spec.Baseline is { Folder: not null } package ? BaselineEvaluation.Run(context, package, scoring) : null;
        if (spec.Releases is { } releases)
        {
            ReleasesEvaluation.Run(context, releases, predictions, scoring, baseline);
        }

        WeakSlices.Write(context, schema, reference, predictions);
        BehaviourMeasurement.Write(new TestBench(context, schema, scorer, reference, PredictionSets.Said(predictions), slices));
        if (spec.PermutationImportance && predictions.IsLabelled && schema.Task != ModelTask.Clustering)
        {
            var importance = PermutationImportance.Measure(context, scorer, schema, reference, predictions);
            context.Write(EvaluateFiles.Importance, ImportanceFile.ToJson(importance));
        }

        // Of clusters their own description says what distinguishes them: a distance alone is no answer that one asks reasons for.
        if (spec.Explanations && reference.Rows > 0 && schema.Task != ModelTask.Clustering)
        {
            context.Write(EvaluateFiles.Explanations, ExplanationFile.ToJson(ModelExplanation.Of(context, model, schema, reference)));
        }

        if (context.Holds(StageConditions.MeasuresPerformance))
        {
            var measured = Performance.Measure(scorer, reference, schema, context.Cancellation);
            context.Write(EvaluateFiles.Performance, MetricsFile.ToJson(report with { Metrics = measured }));
        }

        return true;
    }

    private static IReadOnlyList<MetricResult> Measure(StageContext context, PredictionSet predictions, SliceRows? slice = null)
    {
        context.Progress.Report(slice is null ? "metrics on all rows" : $"metrics on slice {slice.Name}");
        return MetricEvaluator.Evaluate(
            predictions, context.Spec.ClassificationThreshold, context.Spec.Seed, slice?.Name, slice?.Rows);
    }

    private static MetricsReport Report(
        StageContext context, ModelSchema schema, string model, PredictionSet predictions, IReadOnlyList<MetricResult> metrics) => new()
        {
            Model = context.Spec.Name,
            Version = context.Spec.Version,
            Task = schema.Task,
            PositiveClass = schema.PositiveClass,
            OnnxSha256 = ContentHash.OfFile(model),
            ReferenceRows = predictions.Rows,
            Metrics = metrics,
        };
}
