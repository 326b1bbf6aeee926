using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Pipeline.Shared;
using Ingot.Releases.Baselines;
using Ingot.Releases.Models;
using Ingot.Scoring;

namespace Ingot.Pipeline.Evaluate;

/// <summary>Scores released models anew on today's reference rows, each with its own inputs.</summary>
/// <param name="context">The stage.</param>
/// <param name="schema">Today's schema.</param>
/// <param name="reference">The reference rows.</param>
/// <param name="candidate">What today's model said of them.</param>
/// <param name="report">What that is worth.</param>
/// <param name="slices">The slices that were measured.</param>
internal sealed class ReleaseScoring(
    StageContext context, ModelSchema schema, Table reference, PredictionSet candidate, MetricsReport report, IReadOnlyList<SliceRows> slices)
{
    private SourceLocation Location => context.Spec.Location;

    /// <summary>Scores and measures one.</summary>
    /// <param name="release">The package; it has a folder.</param>
    /// <param name="sink">Takes what forbids it, and what differs.</param>
    /// <returns>Null when it cannot be compared with, which has been reported.</returns>
    /// <exception cref="IngotException">INGOT3043: the package holds no model that can be scored.</exception>
    public ScoredRelease? Score(BaselineSpec release, IDiagnosticSink sink)
    {
        var model = PackagedModel.Read(release, Location);
        if (new BaselineColumns(release, model.Schema, schema, Location, sink).Adapt(reference) is not { } features)
        {
            return null;
        }

        var hash = model.OnnxSha256;
        if (hash == report.OnnxSha256)
        {
            // The same model gives the same scores and metrics: nothing to compute.
            sink.Report(EvaluateDiagnostics.IdenticalBaseline.At(
                Location, $"The model is that of {release.Package} {release.Version}, byte for byte. There is nothing to compare, and change gates pass."));
            return new ScoredRelease(candidate, report with { Version = release.Version! }, model.Metrics);
        }

        context.Progress.Report($"scores of {release.Package} {release.Version}");
        var (scores, said, clusters) = Score(release, model, features);

        // Where only today's threshold was chosen, the release has what everyone has who says nothing.
        var own = schema.Task == ModelTask.AnomalyDetection ? said : model.Metrics?.Threshold ?? (report.Threshold is null ? null : 0.5);
        var predictions = candidate with { Scores = scores, Threshold = own, Low = [], High = [], Clusters = clusters };
        var unscored = Enumerable.Range(0, predictions.Rows).Count(r => !predictions.HasScore(r));
        if (unscored > 0)
        {
            throw Unusable(
                release, $"it returns NaN or infinity for {unscored} of {predictions.Rows} reference rows. Name the version of a package whose model answers every valid row");
        }

        List<MetricResult> metrics = [.. Measure(predictions, null), .. slices.SelectMany(s => Measure(predictions, s))];
        metrics.Add(new MetricResult { Name = "Size", Value = model.Onnx.Length, Rows = predictions.Rows });
        return new ScoredRelease(predictions, report with { Version = release.Version!, OnnxSha256 = hash, Metrics = metrics, Threshold = own }, model.Metrics);
    }

    private IReadOnlyList<MetricResult> Measure(PredictionSet predictions, SliceRows? slice)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        return MetricEvaluator.Evaluate(predictions, context.Spec.ClassificationThreshold, context.Spec.Seed, slice?.Name, slice?.Rows);
    }

    private (float[] Scores, double? Threshold, int Clusters) Score(BaselineSpec release, PackagedModel model, Table features)
    {
        var file = context.OutputFile("baseline.onnx");
        try
        {
            // What restore brought is somebody else's.
            OnnxFileCheck.Require(model.Onnx, Location, allowControlFlow: false);
            File.WriteAllBytes(file, model.Onnx);
            using var scorer = new OnnxScorer(file, context.Threads);
            double? threshold = schema.Task != ModelTask.AnomalyDetection ? null
                : AnomalyThreshold.Of(scorer.Metadata) ?? throw new InvalidDataException($"it has no metadata {AnomalyThreshold.Key}");
            var (scores, clusters) = PredictionSets.Score(
                scorer, model.Onnx, file, model.Schema, features, candidate.Weights, (context.Spec.Seed, context.Threads), context.Cancellation);
            return (scores, threshold, clusters?.Clusters ?? 0);
        }
        catch (IngotException e) when (e.Diagnostic.Descriptor == EvaluateDiagnostics.CorruptModel)
        {
            throw Damaged(release, $"ONNX Runtime cannot load its model: {e.InnerException?.Message}", e);
        }
        catch (IngotException e)
        {
            throw Damaged(release, $"its model is refused ({e.Diagnostic.Code}: {e.Diagnostic.Message.TrimEnd('.')})", e);
        }
        catch (InvalidDataException e)
        {
            throw Damaged(release, $"its model does not say what models of its task do: {e.Message}", e);
        }
        catch (Exception e) when (RunFaults.Fault(e) is not null)
        {
            throw Damaged(release, $"its model does not take the inputs of its schema: {(e.InnerException ?? e).Message}", e);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private IngotException Damaged(BaselineSpec release, FormattableString what, Exception inner) => Unusable(
        release,
        $"{FormattableString.Invariant(what).TrimEnd('.')}. Name another version; if Ingot built this one, delete the folder '{release.Folder}' and restore again",
        inner);

    private IngotException Unusable(BaselineSpec release, FormattableString what, Exception? inner = null) => new(
        EvaluateDiagnostics.BaselineUnusable.At(
            Location,
            $"The package {release.Package} {release.Version} cannot be the baseline: {FormattableString.Invariant(what)}."),
        inner);
}
