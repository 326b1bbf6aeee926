using Ingot.Artifacts.Stages;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Pipeline.Shared;
using Ingot.Releases.Validation;
using Ingot.Scoring;

namespace Ingot.Pipeline.Export;

/// <summary>Brings a few reference rows and their evaluated scores together.</summary>
internal static class GoldenRows
{
    public static GoldenFile Of(StageContext context, ModelSchema schema, MetricsReport metrics)
    {
        List<SchemaColumn> features = [.. schema.Features];
        var names = ScoreColumns.Said(schema.Task, schema.Classes);
        var reference = ParquetTable.Read(context.Input(PrepareFiles.Reference), features.Select(f => f.Name));
        var scores = ParquetTable.Read(context.Input(EvaluateFiles.Predictions), names.Append(PredictionSets.RowColumn));
        var rows = GoldenFile.Choose(reference, context.Spec.GoldenRows);
        if (features.Exists(f => f.IsText))
        {
            return OfExamples(context, schema, metrics, reference.Take(rows), [.. rows.Select(row => (long)((NumberColumn)scores[PredictionSets.RowColumn]).Values[row])]);
        }

        return new GoldenFile(context.Spec.Name, metrics.OnnxSha256, schema.Classes, [.. rows.Select(row => new GoldenRow(
            (long)((NumberColumn)scores[PredictionSets.RowColumn]).Values[row],
            GoldenFile.Inputs(features, reference, row),
            [.. names.Select(n => (float)((NumberColumn)scores[n]).Values[row])]))]);
    }

    /// <summary>Rows with other texts than their own, and what the model says of these.</summary>
    private static GoldenFile OfExamples(StageContext context, ModelSchema schema, MetricsReport metrics, Table rows, long[] numbers)
    {
        List<SchemaColumn> features = [.. schema.Features];
        using var scorer = new OnnxScorer(context.Input(TrainFiles.Model), threads: 1);
        var examples = ExampleTexts.In(rows, features, scorer.Metadata, context.Spec.Seed);
        var scores = scorer.Score(examples, schema);
        var width = schema.ScoreOutput.Width;
        return new GoldenFile(context.Spec.Name, metrics.OnnxSha256, schema.Classes, [.. numbers.Select((number, i) => new GoldenRow(
            number, GoldenFile.Inputs(features, examples, i), scores[(i * width)..((i + 1) * width)]))]);
    }
}
