using Ingot.Artifacts.Stages;
using Ingot.Clients;
using Ingot.Core.Clusters;
using Ingot.Core.Explanations;
using Ingot.Core.Gates;
using Ingot.Core.Importances;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Profiles;
using Ingot.Core.Readiness;
using Ingot.Core.Slices;
using Ingot.Core.Specs;
using Ingot.Pipeline.Shared;
using Ingot.Reports.Cards;

namespace Ingot.Pipeline.Gate;

/// <summary>
/// The model card, made where the verdicts are: a model that failed its gates is the one that a reviewer wants to look at.
/// </summary>
internal static class GateCard
{
    /// <summary>Writes the card in all its forms.</summary>
    /// <param name="context">The stage's.</param>
    /// <param name="metrics">What was measured.</param>
    /// <param name="predictions">The scores that were measured, for its plots.</param>
    /// <param name="verdicts">What the gates found, with places below the project's folder.</param>
    public static void Write(StageContext context, MetricsReport metrics, PredictionSet predictions, IReadOnlyList<Verdict> verdicts)
    {
        var content = Content(context, metrics, predictions, verdicts);
        context.Write(GateFiles.MarkdownCard, ModelCard.ToMarkdown(content));
        context.Write(GateFiles.Card, HtmlCard.ToHtml(content));
        context.Write(GateFiles.CycloneDxCard, CycloneDxModelCard.ToJson(content));
    }

    private static CardContent Content(
        StageContext context, MetricsReport metrics, PredictionSet predictions, IReadOnlyList<Verdict> verdicts)
    {
        var schema = context.ReadSchema();
        var (said, report) = (context.Spec.Trainer, ReportFile.Read(context));
        var spec = context.Spec with { Trainer = said.IsAuto ? said with { Name = report.Trainer, Parameters = report.Parameters } : TrainerChoice.Of(said, schema) };

        // The score without what only this machine knows: the same sources give the same card, whether somebody reproduced
        // the model here or not.
        var evidence = TestScore.EvidenceOf(context, metrics, verdicts) with { IsReproduced = false };
        return new CardContent
        {
            Spec = spec,
            Schema = schema,
            Metrics = metrics,
            Verdicts = verdicts,
            Usage = UsageExample.Lines(schema, spec.Name, spec.Namespace),
            Baseline = Baseline(context, metrics),
            Importance = context.TryInput(EvaluateFiles.Importance) is { } importance ? ImportanceFile.Read(importance) : null,
            Explanation = context.TryInput(EvaluateFiles.Explanations) is { } explanations ? ExplanationFile.Read(explanations) : null,
            Clusters = context.TryInput(EvaluateFiles.Clusters) is { } clusters ? ClustersFile.Read(clusters) : null,
            SliceSearch = context.TryInput(EvaluateFiles.WeakSlices) is { } slices ? SlicesFile.Read(slices) : null,
            Score = MLTestScorer.Score(evidence),
            Profile = ProfileFile.Read(context.Input(PrepareFiles.Profile)),
            Predictions = predictions,
            Features = report.Features,
            Origin = CardOrigins.Of(context),
        };
    }

    /// <summary>The released baseline, else the accepted result where it is another model on the same reference rows.</summary>
    private static CardBaseline? Baseline(StageContext context, MetricsReport metrics)
    {
        if (context.TryInput(EvaluateFiles.BaselineMetrics) is { } file)
        {
            var released = MetricsFile.Read(file);
            return new CardBaseline(released.Version, "the released package", released.Metrics);
        }

        var spec = context.Spec;
        if (!File.Exists(spec.AcceptedFile))
        {
            return null;
        }

        var accepted = AcceptedFile.Read(spec.AcceptedFile);
        return accepted.ReferenceDataSha256 == DataIdentity.HashOfReferenceData(spec) && !accepted.ModelSha256.Values.Contains(metrics.OnnxSha256)
            ? new CardBaseline(accepted.Version, "the accepted result", accepted.Metrics)
            : null;
    }
}
