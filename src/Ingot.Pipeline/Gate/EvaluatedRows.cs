using Ingot.Artifacts.Stages;
using Ingot.Core;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Pipeline.Shared;

namespace Ingot.Pipeline.Gate;

/// <summary>The reference rows as Evaluate saw them, with the scores that it left behind: read once for gates and card.</summary>
/// <param name="Predictions">Labels, weights and scores.</param>
/// <param name="Reference">The prepared rows: label, weight, query, and the columns that slices are made of.</param>
internal sealed record EvaluatedRows(PredictionSet Predictions, Table Reference)
{
    public static EvaluatedRows Read(StageContext context)
    {
        var (spec, schema) = (context.Spec, context.ReadSchema());
        var names = ScoreColumns.Of(schema.Task, schema.Classes);

        // Of the features only those that slices are made of.
        var slices = spec.Slices.Select(s => s.Name).Concat(spec.GateSlices).ToList();
        var wanted = schema.Columns.Select(c => c.Name).Where(name =>
            name == schema.LabelIfAny?.Name || name == schema.Weight?.Name || (schema.Task == ModelTask.Ranking && name == schema.Group?.Name)
            || slices.Exists(s => s == name || s.StartsWith(name + "=", StringComparison.Ordinal)));
        var (scoresFile, referenceFile) = (context.Input(EvaluateFiles.Predictions), context.Input(PrepareFiles.Reference));
        var (scores, reference) = SideBySide.Find(
            context.Threads, () => ParquetTable.Read(scoresFile, names), () => ParquetTable.Read(referenceFile, wanted.Append(PredictionSets.RowNumber)));
        var threshold = schema.Task == ModelTask.AnomalyDetection ? MetricsFile.Read(context.Input(EvaluateFiles.Metrics)).Threshold : null;
        return new EvaluatedRows(PredictionSets.From(schema, reference, PredictionSets.Scores(scores, names), threshold) with { Costs = spec.ThresholdCosts }, reference);
    }
}
