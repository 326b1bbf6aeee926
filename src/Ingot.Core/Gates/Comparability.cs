using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Core.Gates;

/// <summary>Whether today's metrics and the accepted ones say anything about each other.</summary>
internal static class Comparability
{
    private const string Remedy = "Review today's metrics, run 'dotnet ingot accept', and commit the file.";

    /// <summary>The released or accepted value of a gate's metric; NaN when there is none.</summary>
    public static double Baseline(GateSpec gate, GateEvidence evidence) =>
        (evidence.Release is { } release ? release.Metrics?.Metrics : evidence.Accepted?.Metrics)?.FirstOrDefault(m => m.Name == gate.Metric && m.Slice == gate.Slice)?.Value ?? double.NaN;

    /// <summary>What forbids comparing a gate's metric with the released or accepted one; null when nothing does.</summary>
    public static Diagnostic? WhyNot(GateSpec gate, GateEvidence evidence) =>
        evidence.Release is { } release ? WhyNot(gate, evidence, release) : WhyNotAccepted(gate, evidence);

    /// <summary>Whether that is not a fault: there is nothing to compare with yet.</summary>
    public static bool IsBeginning(GateEvidence evidence) =>
        evidence.Release is { } release ? release.Metrics is null : evidence.Accepted is null && !evidence.ContinuousIntegration;

    private static Diagnostic? WhyNot(GateSpec gate, GateEvidence evidence, ReleasedBaseline release)
    {
        if (release.Metrics is null)
        {
            return GateDiagnostics.FirstRelease.At(
                gate.Location,
                $"No version of {release.Package} was released yet to compare {gate.Metric} with, so this gate was skipped. It will be decided once one is on a feed.");
        }

        return double.IsFinite(Baseline(gate, evidence))
            ? null
            : GateDiagnostics.Incomparable.At(
                gate.Location,
                $"{release.Package} {release.Metrics.Version} has no {gate.Metric} on {GateVerdicts.Place(gate)} to compare with: it is undefined for the baseline's predictions. Gate another metric, or {(gate.Against is null ? "name another ModelBaselineVersion" : "change the gate's Against")}.");
    }

    private static Diagnostic? WhyNotAccepted(GateSpec gate, GateEvidence evidence)
    {
        var file = Path.GetFileName(evidence.AcceptedFile);
        if (evidence.Accepted is not { } accepted)
        {
            return GateDiagnostics.NotAccepted.At(
                gate.Location,
                $"There is no {file} to compare {gate.Metric} with, so this gate was {(evidence.ContinuousIntegration ? "not decided" : "skipped")}. Run 'dotnet ingot accept' and commit the file.");
        }

        if (accepted.ReferenceDataSha256 != evidence.ReferenceDataSha256)
        {
            return GateDiagnostics.Incomparable.At(
                gate.Location, $"{file} was measured on other reference data, so {gate.Metric} cannot be compared. If the model changed too, take that back, accept, and make the change again, so that it is judged; else review today's metrics, run 'dotnet ingot accept', and commit the file.");
        }

        if (accepted.Task != evidence.Metrics.Task)
        {
            return GateDiagnostics.Incomparable.At(
                gate.Location, $"{file} belongs to a {accepted.Task} model and this is a {evidence.Metrics.Task} model, so {gate.Metric} cannot be compared. {Remedy}");
        }

        if (!evidence.AcceptedScoresAgree)
        {
            return GateDiagnostics.MixedAccept.At(
                gate.Location,
                $"{Path.ChangeExtension(file, ".parquet")} does not belong to {file}: its hash is not the one recorded there, so {gate.Metric} cannot be compared. Restore both files of one commit (with Git LFS: git lfs pull), or run 'dotnet ingot accept' and commit both.");
        }

        return double.IsFinite(Baseline(gate, evidence))
            ? null
            : GateDiagnostics.Incomparable.At(
                gate.Location, $"{file} has no {gate.Metric} on {GateVerdicts.Place(gate)} to compare with. {Remedy}");
    }
}
