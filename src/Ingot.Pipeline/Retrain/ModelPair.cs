using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Retraining;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Pipeline.Evaluate;
using Ingot.Pipeline.Shared;
using Ingot.Releases.Models;
using Ingot.Scoring;

namespace Ingot.Pipeline.Retrain;

/// <summary>The model in production and another one, asked for the same rows: each by its ONNX file, with its own inputs.</summary>
/// <param name="production">The one in production.</param>
/// <param name="other">The other one.</param>
/// <param name="schema">The schema of the rows.</param>
/// <param name="asked">How they are asked.</param>
internal sealed class ModelPair(AskedModel production, AskedModel other, ModelSchema schema, ModelPairOptions asked)
{
    /// <summary>Compares both.</summary>
    /// <param name="rows">The rows, with the label.</param>
    /// <param name="metrics">The metrics, in their order.</param>
    /// <returns>The metrics that are defined on these rows.</returns>
    /// <exception cref="IngotException">INGOT8068: one of the two cannot be asked.</exception>
    public IReadOnlyList<RetrainComparison> On(Table rows, IReadOnlyList<MetricDefinition> metrics)
    {
        if (rows.Rows == 0)
        {
            return [];
        }

        var answers = Answers(rows, Score(other, rows));
        var (scores, threshold, clusters) = Score(production, rows);
        var paired = new PairedPredictions
        {
            Candidate = answers,
            Baseline = answers with { Scores = scores, Threshold = threshold, Clusters = clusters },
            Slices = new Dictionary<string, int[]>(),
            ReferenceRows = rows.Rows,
            Threshold = asked.ClassificationThreshold,
            Seed = asked.Seed,
        };
        return [.. metrics.Select(m => RetrainComparison.Of(m, paired)).OfType<RetrainComparison>()];
    }

    private PredictionSet Answers(Table rows, (float[] Scores, double? Threshold, int Clusters) said)
    {
        var label = schema.LabelIfAny is { } known ? rows[known.Name] : null;
        return new PredictionSet
        {
            Task = schema.Task,
            Classes = schema.Classes,
            Rows = rows.Rows,
            RowNumbers = [.. Enumerable.Range(0, rows.Rows).Select(r => (long)r)],
            LabelCodes = label is StringColumn text ? Array.ConvertAll(text.Codes, c => c < 0 ? -1 : IndexOf(schema.Classes, text.Dictionary[c])) : [],
            LabelValues = label is NumberColumn numbers ? numbers.Values : [],
            Queries = QueriesOf(rows),
            Scores = said.Scores,
            Threshold = said.Threshold,
            Clusters = said.Clusters,
        };
    }

    // What was served does not say which query a row was of: then each is one of its own, and no metric is defined.
    private int[] QueriesOf(Table rows) => schema.Task != ModelTask.Ranking ? []
        : schema.Group is { } group && rows.Find(group.Name) is { } queries ? RowGroups.Of(queries).Groups
        : [.. Enumerable.Range(0, rows.Rows)];

    private (float[] Scores, double? Threshold, int Clusters) Score(AskedModel model, Table rows)
    {
        var said = new DiagnosticList();
        var features = new BaselineColumns(model.Release, model.Schema, schema, asked.Location, said).Adapt(rows)
            ?? throw NotComparable($"{model.Name} cannot be asked for these rows: {said.Items.First(d => d.Severity == DiagnosticSeverity.Error).Message}");
        try
        {
            // What a feed brought is somebody else's.
            OnnxFileCheck.Require(model.Onnx, asked.Location, allowControlFlow: false);
            using var scorer = new OnnxScorer(model.Onnx, model.Name, asked.Threads);
            var (scores, clusters) = PredictionSets.Score(scorer, model.Onnx, model.Name, model.Schema, features, null, (asked.Seed, asked.Threads), asked.Cancellation);
            return (InOrder(scores, model.Schema.Classes), Threshold(scorer, model), clusters?.Clusters ?? 0);
        }
        catch (IngotException e)
        {
            throw NotComparable($"{model.Name} cannot be asked ({e.Diagnostic.Code}: {e.Diagnostic.Message.TrimEnd('.')})", e);
        }
        catch (Exception e) when (RunFaults.Fault(e) is not null)
        {
            throw NotComparable($"{model.Name} does not take the inputs of its schema: {(e.InnerException ?? e).Message}", e);
        }
    }

    private double? Threshold(OnnxScorer scorer, AskedModel model)
    {
        return schema.Task != ModelTask.AnomalyDetection ? null : AnomalyThreshold.Of(scorer.Metadata)
            ?? throw NotComparable($"{model.Name} does not say which rows are anomalies: its ONNX file has no metadata {AnomalyThreshold.Key}");
    }

    // The scores of several classes stand in the order of each model's own.
    private float[] InOrder(float[] scores, IReadOnlyList<string> classes)
    {
        if (schema.Task != ModelTask.MulticlassClassification || classes.SequenceEqual(schema.Classes, StringComparer.Ordinal))
        {
            return scores;
        }

        var places = schema.Classes.Select(c => IndexOf(classes, c)).ToArray();
        var ordered = new float[scores.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            ordered[i] = scores[(i / places.Length * places.Length) + places[i % places.Length]];
        }

        return ordered;
    }

    private static int IndexOf(IReadOnlyList<string> classes, string name)
    {
        for (var i = 0; i < classes.Count; i++)
        {
            if (string.Equals(classes[i], name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    private IngotException NotComparable(FormattableString why, Exception? inner = null) => new(
        RetrainDiagnostics.NotComparable.At(asked.Location, $"{FormattableString.Invariant(why).TrimEnd('.')}. Name another version to compare with."), inner);
}
