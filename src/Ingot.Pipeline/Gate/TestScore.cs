using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Importances;
using Ingot.Core.Metrics;
using Ingot.Core.Readiness;

namespace Ingot.Pipeline.Gate;
using Ingot.Pipeline.Shared;

/// <summary>Brings together what proves tests of the ML Test Score, and decides the score that a project asks for.</summary>
internal static class TestScore
{
    private const int Listed = 3;

    /// <summary>What the stages so far, and the files beside the project, prove.</summary>
    public static MLTestEvidence EvidenceOf(StageContext context, MetricsReport metrics, IReadOnlyList<Verdict> verdicts)
    {
        var spec = context.Spec;
        return new MLTestEvidence
        {
            Model = spec.Name,
            Version = spec.Version,
            Schema = File.Exists(spec.SchemaFile) ? context.ReadSchema() : null,
            ParityDifference = ReportFile.Read(context).ParityDifference,
            ReferenceRows = metrics.ReferenceRows,
            Verdicts = verdicts,
            IsAccepted = IsAccepted(context),
            UselessFeatures = UselessFeatures(context),
            IsReproduced = context.TryInput(ReproduceFiles.Reproduced) is { } reproduced && File.ReadAllText(reproduced).Trim() == metrics.OnnxSha256,
            Declared = spec.MLTests,
        };
    }

    /// <summary>The verdict on <c>ModelMinTestScore</c>; none when the project does not ask for a score.</summary>
    public static IEnumerable<Verdict> Decide(StageContext context, MLTestReport report)
    {
        if (context.Spec.MinTestScore is not { } least)
        {
            yield break;
        }

        var sums = string.Join(", ", report.Sections.OrderBy(s => s.Key).Select(s => FormattableString.Invariant($"{s.Key} {s.Value:0.0}")));
        var verdict = new Verdict
        {
            Gate = FormattableString.Invariant($"ModelMinTestScore={least}"),
            Data = "build",
            Value = report.Score,
            Threshold = least,
            Outcome = GateOutcome.Passed,
            Message = FormattableString.Invariant($"The ML Test Score is {report.Score:0.0} ({sums}); the property ModelMinTestScore asks for at least {least:0.0}."),
            File = context.Spec.Location.File,
            Line = context.Spec.Location.Line,
            Column = context.Spec.Location.Column,
        };
        if (report.Score >= least)
        {
            yield return verdict;
            yield break;
        }

        var weakest = report.Sections.OrderBy(s => s.Value).ThenBy(s => s.Key).First().Key;
        var lacking = MLTestCatalog.All.Zip(report.Tests).Where(p => p.First.Section == weakest && p.Second.Points < 1).Select(p => $"{p.First.Id} ({p.First.Title})").ToList();
        var more = lacking.Count > Listed ? FormattableString.Invariant($" and {lacking.Count - Listed} more") : string.Empty;
        var diagnostic = GateDiagnostics.TestScoreTooLow.At(
            context.Spec.Location,
            $"The ML Test Score is {report.Score:0.0} ({sums}); the property ModelMinTestScore asks for at least {least:0.0}. The section {weakest} lacks: {string.Join(", ", lacking.Take(Listed))}{more}. 'dotnet ingot score' says how to pass each.");
        context.Diagnostics.Report(diagnostic);
        yield return verdict with { Outcome = GateOutcome.Failed, Code = diagnostic.Code, Message = diagnostic.Message };
    }

    /// <summary>Features that can be shuffled without harm that is proven; null when not all were tried.</summary>
    private static List<string>? UselessFeatures(StageContext context)
    {
        if (context.TryInput(EvaluateFiles.Importance) is not { } file)
        {
            return null;
        }

        var importance = ImportanceFile.Read(file);
        return importance.FeaturesLeftOut > 0 || !double.IsFinite(importance.Value)
            ? null
            : [.. importance.Features.Where(f => !(f.Low > 0)).Select(f => f.Name)];
    }

    private static bool IsAccepted(StageContext context)
    {
        var spec = context.Spec;
        return AcceptedInputs.TryRead(spec.AcceptedFile) is { } accepted
            && accepted.ParametersSha256 == spec.ParametersSha256
            && File.Exists(spec.SchemaFile) && accepted.SchemaSha256 == ContentHash.OfTextFile(spec.SchemaFile);
    }
}
