using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core;
using Ingot.Core.Behaviour;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Readiness;
using Ingot.Core.Specs;
using Ingot.Pipeline.Shared;
using Ingot.Reports.Summaries;

namespace Ingot.Pipeline.Gate;

/// <summary>Gate: metrics against thresholds and the released or accepted result; verdicts out, and the card that shows them.</summary>
internal static class GateStage
{
    public static bool Run(StageContext context)
    {
        var metrics = MetricsFile.Read(context.Input(EvaluateFiles.Metrics));
        context = context with { Spec = context.Spec.Deciding(metrics.Threshold) };
        var spec = context.Spec;
        var performance = context.TryInput(EvaluateFiles.Performance) is { } measured ? MetricsFile.Read(measured) : null;
        var release = spec.Baseline is { } baseline ? ReadRelease(context, baseline) : null;
        var accepted = release is null && File.Exists(spec.AcceptedFile) ? AcceptedFile.Read(spec.AcceptedFile) : null;
        var rows = EvaluatedRows.Read(context);
        var (paired, whyNotPaired) = PairedEvidence.Find(context, rows, accepted, release);

        var evidence = new GateEvidence
        {
            Metrics = metrics,
            Performance = performance,
            Accepted = accepted,
            Release = release,
            Releases = spec.Releases is { } named ? PairedEvidence.OfReleases(context, rows, named) : null,
            AcceptedScoresAgree = accepted is null || AcceptedScores.Agree(accepted, spec.AcceptedFile),
            AcceptedFile = spec.AcceptedFile,
            ReferenceDataSha256 = DataIdentity.HashOfReferenceData(spec),
            ContinuousIntegration = spec.ContinuousIntegration,
            Paired = paired,
            WhyNotPaired = whyNotPaired,
            Correction = spec.GateCorrection,
        };
        QualityAdvice.Give(context, metrics);
        IReadOnlyList<Verdict> verdicts = [.. GateEvaluator.Evaluate(spec.Gates, evidence, context.Diagnostics), .. DecideTests(context)];
        var score = MLTestScorer.Score(TestScore.EvidenceOf(context, metrics, verdicts));
        verdicts = [.. verdicts, .. TestScore.Decide(context, score)];

        var folder = Path.GetDirectoryName(spec.ProjectFile)!;
        var located = verdicts.Select(v => v with { File = ProjectPaths.RelativeTo(folder, v.File) }).ToList();
        context.Write(GateFiles.Verdicts, VerdictsFile.ToJson(located));
        context.Write(GateFiles.Sarif, SarifReport.ToJson(located, ToolVersion.Current, ProjectPaths.BelowSourceRoot(folder)));
        context.Write(GateFiles.JUnit, JUnitReport.ToXml(spec.Name, located));
        context.Write(GateFiles.Summary, GateSummary.ToMarkdown(spec.Name, spec.Version, located, CardFile(context, folder)));
        context.Write(GateFiles.OpenMetrics, GateSummary.ToOpenMetrics(metrics));
        context.Write(GateFiles.Score, MLTestScoreFile.ToJson(score));
        SideBySide.Run(
            context.Threads,
            () => GateCard.Write(context, metrics, rows.Predictions, located),
            () => FirstLook.Write(context, metrics, rows.Predictions));

        var meaning = ModelStandings.Meaning(ModelStandings.Of(verdicts));
        context.Progress.Report($"{spec.Name} {spec.Version}: {ModelStandings.Count(verdicts)}{(meaning.Length > 0 ? "; " + meaning : string.Empty)}");
        if (KeyFigures.Of(spec.Name, evidence) is { } figures)
        {
            context.Progress.Report(figures);
        }

        return !verdicts.Any(v => v.Outcome == GateOutcome.Failed);
    }

    private static ReleasedBaseline ReadRelease(StageContext context, BaselineSpec baseline) => new(
        baseline.Package,
        baseline.Version is null ? null : MetricsFile.Read(context.Input(EvaluateFiles.BaselineMetrics)),
        baseline.Version is not null && context.TryInput(EvaluateFiles.BaselinePacked) is { } packed ? MetricsFile.Read(packed) : null);

    private static IReadOnlyList<Verdict> DecideTests(StageContext context) => context.Spec.Tests.Count == 0
        ? []
        : BehaviourGate.Evaluate(
            context.Spec.Tests, BehaviourFile.Read(context.Input(EvaluateFiles.Behaviour)), context.Diagnostics);

    /// <summary>Where the card will be, seen from the project's folder.</summary>
    private static string CardFile(StageContext context, string folder) =>
        ProjectPaths.RelativeTo(folder, GateFiles.Card.PathIn(context.Folder, context.Spec.Name))!;
}
