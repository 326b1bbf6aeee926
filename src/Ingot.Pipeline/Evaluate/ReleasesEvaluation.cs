using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Predictions;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Pipeline.Shared;

namespace Ingot.Pipeline.Evaluate;

/// <summary>
/// The releases that gates name, on today's reference rows. One that is named must answer; one among which the best is looked for may be
/// too old to, and is left out with the reason.
/// </summary>
internal static class ReleasesEvaluation
{
    /// <summary>Scores and measures them, and writes that down. What forbids it for one that is named is reported.</summary>
    /// <param name="context">The stage.</param>
    /// <param name="releases">The packages.</param>
    /// <param name="candidate">What today's model said of the rows.</param>
    /// <param name="scoring">Scores them.</param>
    /// <param name="baseline">The baseline, which was scored already; null: there is none.</param>
    public static void Run(StageContext context, ReleasesSpec releases, PredictionSet candidate, ReleaseScoring scoring, ScoredRelease? baseline)
    {
        var scores = new List<ReleaseScore>();
        var columns = new List<TableColumn>();
        foreach (var release in releases.Named.Concat(releases.BestOf).DistinctBy(r => r.Version, StringComparer.OrdinalIgnoreCase))
        {
            var isBaseline = baseline is not null && baseline.Metrics.Version == release.Version && context.Spec.Baseline!.Package == release.Package;
            var (scored, leftOut) = isBaseline ? (baseline, null)
                : releases.Named.Contains(release) ? (scoring.Score(release, context.Diagnostics), null)
                : TryScore(release, scoring);
            scores.Add(new ReleaseScore(release.Version!, scored?.Metrics, scored?.Packed, leftOut));
            if (scored is not null)
            {
                columns.AddRange(PredictionSets.ScoresOf(scored.Predictions, n => ReleasesFile.Column(release.Version!, n)));
            }

            if (leftOut is not null)
            {
                context.Diagnostics.Report(EvaluateDiagnostics.ReleaseLeftOut.At(
                    context.Spec.Location, $"{release.Package} {release.Version} is not among those of which the best one is compared with: {leftOut}"));
            }
        }

        context.Write(EvaluateFiles.Releases, ReleasesFile.ToJson(scores));
        if (columns.Count > 0)
        {
            var rows = new NumberColumn(PredictionSets.RowColumn, Array.ConvertAll(candidate.RowNumbers, r => (double)r));
            ParquetTable.Write(
                context.OutputFile(EvaluateFiles.ReleasePredictions), new Table([rows, .. columns]), PredictionSets.SqlTypes(columns.Select(c => c.Name)));
        }
    }

    private static (ScoredRelease? Scored, string? LeftOut) TryScore(BaselineSpec release, ReleaseScoring scoring)
    {
        var said = new DiagnosticList();
        try
        {
            return scoring.Score(release, said) is { } scored ? (scored, null) : (null, said.Items.First(d => d.Severity == DiagnosticSeverity.Error).Message);
        }
        catch (IngotException e) when (e.Diagnostic.Descriptor == EvaluateDiagnostics.BaselineUnusable)
        {
            return (null, e.Diagnostic.Message);
        }
    }
}
