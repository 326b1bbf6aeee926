using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Pipeline.Shared;
using Ingot.Scoring;
using Ingot.Search.Reports;

namespace Ingot.Pipeline.Automl;

/// <summary>Trains what was chosen and measures it on the reference rows: once, when nothing more is chosen.</summary>
/// <param name="context">Of the stage.</param>
/// <param name="schema">The model's.</param>
/// <param name="training">The training rows.</param>
/// <param name="metric">The name of the metric.</param>
internal sealed class ReferenceMeasure(StageContext context, ModelSchema schema, Table training, string metric)
{
    /// <summary>Measures; null: the metric is not defined on these rows.</summary>
    /// <param name="spec">The project with what was chosen.</param>
    public ReferenceValue? Of(ModelSpec spec)
    {
        var file = context.OutputFile("reference.onnx");
        try
        {
            // What the training has to say it says when the build trains.
            _ = ModelMaker.Make(context, spec, schema, training, file, new DiagnosticList(), Unsaid.Instance);
            using var scorer = new OnnxScorer(file, context.Threads);
            var rows = ParquetTable.Read(context.Input(PrepareFiles.Reference), schema.Columns.Select(c => c.Name).Append(PredictionSets.RowNumber), context.Threads);
            var predictions = PredictionSets.From(schema, rows, scorer.Score(rows, schema, cancellation: context.Cancellation), threshold: null);
            var result = MetricEvaluator.Evaluate(predictions, spec.ClassificationThreshold, spec.Seed, only: [metric]).Single();
            return double.IsFinite(result.Value) ? new ReferenceValue(result.Value, result.Low, result.High, rows.Rows) : null;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private sealed class Unsaid : IStageProgress
    {
        public static Unsaid Instance { get; } = new();

        public void Report(string message, double? fraction = null)
        {
        }
    }
}
