using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Pipeline.Shared;
using Ingot.Releases.Baselines;
using Ingot.Scoring;
using Microsoft.ML.OnnxRuntime;

namespace Ingot.Pipeline.Evaluate;

/// <summary>The released model, scored anew on today's reference rows: what change gates compare with.</summary>
/// <param name="context">The stage.</param>
/// <param name="baseline">The package; it has a folder.</param>
internal sealed class BaselineEvaluation(StageContext context, BaselineSpec baseline)
{
    private string Name => $"{baseline.Package} {baseline.Version}";

    private SourceLocation Location => context.Spec.Location;

    /// <summary>Scores and measures the baseline, and writes both down. What forbids it is reported.</summary>
    /// <param name="schema">Today's schema.</param>
    /// <param name="reference">The reference rows.</param>
    /// <param name="candidate">What today's model said of them.</param>
    /// <param name="report">What that is worth.</param>
    /// <param name="slices">The slices that were measured.</param>
    public void Run(ModelSchema schema, Table reference, PredictionSet candidate, MetricsReport report, IEnumerable<SliceRows> slices)
    {
        var model = PackagedModel.Read(baseline, Location);
        if (new BaselineColumns(baseline, model.Schema, schema, Location, context.Diagnostics).Adapt(reference) is not { } features)
        {
            return;
        }

        if (model.Metrics is { } packed)
        {
            context.Write(EvaluateFiles.BaselinePacked, MetricsFile.ToJson(packed));
        }

        var hash = model.OnnxSha256;
        if (hash == report.OnnxSha256)
        {
            // The same model gives the same scores and metrics: nothing to compute.
            context.Diagnostics.Report(EvaluateDiagnostics.IdenticalBaseline.At(
                Location, $"The model is that of {Name}, byte for byte. There is nothing to compare, and change gates pass."));
            Write(candidate, report with { Version = baseline.Version! });
            return;
        }

        context.Progress.Report($"scores of {Name}");
        var predictions = candidate with { Scores = Score(model, features) };
        var unscored = Enumerable.Range(0, predictions.Rows).Count(r => !predictions.HasScore(r));
        if (unscored > 0)
        {
            throw Unusable($"it returns NaN or infinity for {unscored} of {predictions.Rows} reference rows");
        }

        List<MetricResult> metrics = [.. Measure(predictions, null), .. slices.SelectMany(s => Measure(predictions, s))];
        metrics.Add(new MetricResult { Name = "Size", Value = model.Onnx.Length, Rows = predictions.Rows });
        Write(predictions, report with { Version = baseline.Version!, OnnxSha256 = hash, Metrics = metrics });
    }

    private IReadOnlyList<MetricResult> Measure(PredictionSet predictions, SliceRows? slice)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        return MetricEvaluator.Evaluate(predictions, context.Spec.ClassificationThreshold, context.Spec.Seed, slice?.Name, slice?.Rows);
    }

    private void Write(PredictionSet predictions, MetricsReport report)
    {
        ParquetTable.Write(
            context.OutputFile(EvaluateFiles.BaselinePredictions),
            PredictionSets.ToTable(predictions, []),
            PredictionSets.SqlTypes(ScoreColumns.Of(predictions.Task, predictions.Classes)));
        context.Write(EvaluateFiles.BaselineMetrics, MetricsFile.ToJson(report));
    }

    private float[] Score(PackagedModel model, Table features)
    {
        var file = context.OutputFile("baseline.onnx");
        try
        {
            File.WriteAllBytes(file, model.Onnx);
            using var scorer = new OnnxScorer(file, context.Threads);
            return scorer.Score(features, model.Schema);
        }
        catch (IngotException e) when (e.Diagnostic.Descriptor == EvaluateDiagnostics.CorruptModel)
        {
            throw Unusable($"ONNX Runtime cannot load its model: {e.InnerException?.Message}", e);
        }
        catch (Exception e) when (e is OnnxRuntimeException || (e as AggregateException)?.InnerException is OnnxRuntimeException)
        {
            throw Unusable($"its model does not take the inputs of its schema: {(e.InnerException ?? e).Message}", e);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private IngotException Unusable(FormattableString what, Exception? inner = null) => new(
        EvaluateDiagnostics.BaselineUnusable.At(
            Location,
            $"The package {Name} cannot be the baseline: {FormattableString.Invariant(what)}. Name the version of a package whose model answers every valid row."),
        inner);
}
