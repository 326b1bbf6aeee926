using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Retraining;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Pipeline.Evaluate;
using Ingot.Releases.Baselines;
using Ingot.Releases.Models;
using Ingot.Scoring;
using Microsoft.ML.OnnxRuntime;

namespace Ingot.Pipeline.Retrain;

/// <summary>The model in production and another one, asked for the same rows: each by its ONNX file, with its own inputs.</summary>
/// <param name="production">The package in production; it has a folder.</param>
/// <param name="candidate">The other model's ONNX file.</param>
/// <param name="schema">The other model's schema.</param>
/// <param name="asked">How they are asked.</param>
internal sealed class ModelPair(BaselineSpec production, byte[] candidate, ModelSchema schema, ModelPairOptions asked)
{
    private readonly PackagedModel _production = PackagedModel.Read(production, asked.Location);

    /// <summary>The hash of the ONNX file in production.</summary>
    public string ProductionOnnxSha256 => _production.OnnxSha256;

    /// <summary>Compares both.</summary>
    /// <param name="rows">The rows, with the label and all columns of the other model's schema.</param>
    /// <param name="metrics">The metrics, in their order.</param>
    /// <returns>The metrics that are defined on these rows.</returns>
    /// <exception cref="IngotException">INGOT8068: one of the two cannot be asked.</exception>
    public IReadOnlyList<RetrainComparison> On(Table rows, IReadOnlyList<MetricDefinition> metrics)
    {
        if (rows.Rows == 0)
        {
            return [];
        }

        var said = new DiagnosticList();
        var features = new BaselineColumns(production, _production.Schema, schema, asked.Location, said).Adapt(rows)
            ?? throw NotComparable($"{production.Package} {production.Version} cannot be asked for these rows: {said.Items.First(d => d.Severity == DiagnosticSeverity.Error).Message}");
        var answers = Answers(rows, Score(candidate, rows, schema, "the new model"));
        var paired = new PairedPredictions
        {
            Candidate = answers,
            Baseline = answers with { Scores = InOrder(Score(_production.Onnx, features, _production.Schema, $"{production.Package} {production.Version}")) },
            Slices = new Dictionary<string, int[]>(),
            ReferenceRows = rows.Rows,
            Threshold = asked.ClassificationThreshold,
            Seed = asked.Seed,
        };
        return [.. metrics.Select(m => RetrainComparison.Of(m, paired)).OfType<RetrainComparison>()];
    }

    private PredictionSet Answers(Table rows, float[] scores)
    {
        var label = rows[schema.Label.Name];
        return new PredictionSet
        {
            Task = schema.Task,
            Classes = schema.Classes,
            Rows = rows.Rows,
            RowNumbers = [.. Enumerable.Range(0, rows.Rows).Select(r => (long)r)],
            LabelCodes = label is StringColumn text ? Array.ConvertAll(text.Codes, c => c < 0 ? -1 : IndexOf(schema.Classes, text.Dictionary[c])) : [],
            LabelValues = label is NumberColumn numbers ? numbers.Values : [],
            Scores = scores,
        };
    }

    // The scores of several classes stand in the order of each model's own.
    private float[] InOrder(float[] scores)
    {
        if (schema.Task != ModelTask.MulticlassClassification || _production.Schema.Classes.SequenceEqual(schema.Classes, StringComparer.Ordinal))
        {
            return scores;
        }

        var width = schema.Classes.Count;
        var places = schema.Classes.Select(c => IndexOf(_production.Schema.Classes, c)).ToArray();
        var ordered = new float[scores.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            ordered[i] = scores[(i / width * width) + places[i % width]];
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

    private float[] Score(byte[] onnx, Table features, ModelSchema of, string name)
    {
        try
        {
            OnnxFileCheck.Require(onnx, asked.Location, allowControlFlow: false);
            using var scorer = new OnnxScorer(onnx, name, asked.Threads);
            return scorer.Score(features, of, cancellation: asked.Cancellation);
        }
        catch (IngotException e)
        {
            throw NotComparable($"{name} cannot be asked ({e.Diagnostic.Code}: {e.Diagnostic.Message.TrimEnd('.')})", e);
        }
        catch (Exception e) when (e is OnnxRuntimeException || (e as AggregateException)?.InnerException is OnnxRuntimeException)
        {
            throw NotComparable($"{name} does not take the inputs of its schema: {(e.InnerException ?? e).Message}", e);
        }
    }

    private IngotException NotComparable(FormattableString why, Exception? inner = null) => new(
        RetrainDiagnostics.NotComparable.At(asked.Location, $"{FormattableString.Invariant(why).TrimEnd('.')}. Name another version to compare with (--against)."), inner);
}
