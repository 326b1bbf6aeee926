using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core.Gates;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Pipeline.Shared;

namespace Ingot.Pipeline.Gate;

/// <summary>
/// Brings the released or accepted scores and today's together, row by row. What does not fit is said and never guessed: change gates
/// are then decided without it.
/// </summary>
internal static class PairedEvidence
{
    /// <summary>Both models' predictions of the same rows, or why there are none.</summary>
    public static (PairedPredictions? Paired, string? WhyNot) Find(
        StageContext context, EvaluatedRows rows, AcceptedResult? accepted, ReleasedBaseline? release)
    {
        if (!context.Spec.Gates.Any(g => g.MaxRegression is not null))
        {
            return (null, null);
        }

        if (release is not null)
        {
            // Evaluate scored it on these very rows.
            return release.Metrics is null
                ? (null, null)
                : Pair(context, context.Input(EvaluateFiles.BaselinePredictions), rows, SlicesOf(context, rows), release.Metrics.Threshold);
        }

        return accepted is null ? (null, null) : FindAccepted(context, rows, accepted);
    }

    /// <summary>The releases that gates name, each beside today's predictions.</summary>
    /// <param name="context">The stage.</param>
    /// <param name="rows">Today's.</param>
    /// <param name="releases">The packages.</param>
    public static ReleasesEvidence OfReleases(StageContext context, EvaluatedRows rows, ReleasesSpec releases)
    {
        var slices = SlicesOf(context, rows);
        ReleaseEvidence Read(ReleaseScore score) => new(
            score.Version,
            new ReleasedBaseline(releases.Package, score.Metrics, score.Packed),
            score.Metrics is null ? null : Pair(context, context.Input(EvaluateFiles.ReleasePredictions), rows, slices, score.Metrics.Threshold, score.Version).Paired,
            score.LeftOut);
        return new ReleasesEvidence(
            releases.Package,
            ReleasesFile.Read(context.Input(EvaluateFiles.Releases)).Select(Read).ToDictionary(r => r.Version, StringComparer.OrdinalIgnoreCase),
            [.. releases.BestOf.Select(r => r.Version!)]);
    }

    private static (PairedPredictions? Paired, string? WhyNot) FindAccepted(
        StageContext context, EvaluatedRows rows, AcceptedResult accepted)
    {
        var spec = context.Spec;
        var scoresFile = AcceptedInputs.ScoresOf(spec.AcceptedFile);
        var name = Path.GetFileName(scoresFile);
        if (!File.Exists(scoresFile))
        {
            return (null, $"{name} is missing");
        }

        if (ContentHash.OfFile(scoresFile) != accepted.ScoresSha256)
        {
            // The gates say so themselves.
            return (null, null);
        }

        var candidate = rows.Predictions;
        if (accepted.Task != candidate.Task || accepted.ReferenceRows != candidate.Rows)
        {
            return (null, $"{name} is of {accepted.ReferenceRows} rows of a {accepted.Task} model, today there are {candidate.Rows} of a {candidate.Task} model");
        }

        return candidate.Task == ModelTask.AnomalyDetection && accepted.Threshold is null
            ? (null, $"{Path.GetFileName(spec.AcceptedFile)} has no threshold")
            : Pair(context, scoresFile, rows, SlicesOf(context, rows), accepted.Threshold);
    }

    private static (PairedPredictions? Paired, string? WhyNot) Pair(
        StageContext context, string scoresFile, EvaluatedRows evaluated, IReadOnlyList<SliceRows> slices, double? threshold, string? release = null)
    {
        var spec = context.Spec;
        var (candidate, reference) = evaluated;
        var name = Path.GetFileName(scoresFile);
        var names = ScoreColumns.Of(candidate.Task, candidate.Classes);
        if (release is not null)
        {
            names = [.. names.Select(n => ReleasesFile.Column(release, n))];
        }

        if (ReadScores(scoresFile, names) is not { } scores)
        {
            return (null, $"{name} does not have the number columns {string.Join(", ", names.Prepend(PredictionSets.RowColumn))}");
        }

        var rows = scores.Rows;
        var numbers = ((NumberColumn)scores[PredictionSets.RowColumn]).Values;
        if (rows == 0 || rows > candidate.Rows || !numbers.Zip(candidate.RowNumbers).All(p => p.First == p.Second))
        {
            return (null, $"{name} is of other rows than today's reference data");
        }

        candidate = Take(candidate, rows, names.Count);
        return (
            new PairedPredictions
            {
                Candidate = candidate,
                Baseline = candidate with { Scores = PredictionSets.Scores(scores, names), Threshold = threshold },
                Slices = slices.ToDictionary(s => s.Name, s => Array.FindAll(s.Rows, r => r < rows), StringComparer.Ordinal),
                ReferenceRows = reference.Rows,
                Threshold = spec.ClassificationThreshold,
                Seed = spec.Seed,
            },
            null);
    }

    private static IReadOnlyList<SliceRows> SlicesOf(StageContext context, EvaluatedRows rows) =>
        new SliceFinder(rows.Reference, context.Input(PrepareFiles.Reference)).Find(context.Spec.Slices, context.Spec.GateSlices);

    private static Table? ReadScores(string file, IReadOnlyList<string> names)
    {
        string[] wanted = [PredictionSets.RowColumn, .. names];
        if (wanted.Except(ParquetTable.ColumnNames(file), StringComparer.Ordinal).Any())
        {
            return null;
        }

        var scores = ParquetTable.Read(file, wanted);
        return scores.Columns.All(c => c is NumberColumn) ? scores : null;
    }

    private static PredictionSet Take(PredictionSet predictions, int rows, int width) => rows == predictions.Rows ? predictions : predictions with
    {
        Rows = rows,
        RowNumbers = predictions.RowNumbers[..rows],
        LabelCodes = predictions.LabelCodes.Length > 0 ? predictions.LabelCodes[..rows] : [],
        LabelValues = predictions.LabelValues.Length > 0 ? predictions.LabelValues[..rows] : [],
        Queries = predictions.Queries.Length > 0 ? predictions.Queries[..rows] : [],
        Scores = predictions.Scores[..(rows * width)],
        Weights = predictions.Weights?[..rows],
    };
}
