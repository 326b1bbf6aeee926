using Ingot.Artifacts;
using Ingot.Core.Gates;
using Ingot.Core.Predictions;
using Ingot.Core.Tables;
using Ingot.Data;

namespace Ingot.Pipeline;

/// <summary>
/// Brings the released or accepted scores and today's together, row by row. What does not fit is said and never guessed: change gates
/// are then decided without it.
/// </summary>
internal static class PairedEvidence
{
    /// <summary>Both models' predictions of the same rows, or why there are none.</summary>
    public static (PairedPredictions? Paired, string? WhyNot) Find(StageContext context, AcceptedResult? accepted, ReleasedBaseline? release)
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
                : Pair(context, context.Input(Stage.Evaluate, StageFiles.BaselinePredictions), ReadCandidate(context, out var rows), rows);
        }

        return accepted is null ? (null, null) : FindAccepted(context, accepted);
    }

    private static (PairedPredictions? Paired, string? WhyNot) FindAccepted(StageContext context, AcceptedResult accepted)
    {
        var spec = context.Spec;
        var scoresFile = AcceptedScores.PathOf(spec.AcceptedFile);
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

        var candidate = ReadCandidate(context, out var reference);
        if (accepted.Task != candidate.Task || accepted.ReferenceRows != candidate.Rows)
        {
            return (null, $"{name} is of {accepted.ReferenceRows} rows of a {accepted.Task} model, today there are {candidate.Rows} of a {candidate.Task} model");
        }

        return Pair(context, scoresFile, candidate, reference);
    }

    private static (PairedPredictions? Paired, string? WhyNot) Pair(
        StageContext context, string scoresFile, PredictionSet candidate, Table reference)
    {
        var spec = context.Spec;
        var name = Path.GetFileName(scoresFile);
        var names = PredictionSets.ScoreNames(candidate.Task, candidate.Classes);
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
        var slices = new SliceFinder(reference, context.Input(Stage.Prepare, StageFiles.Reference)).Find(spec.Slices, spec.Gates);
        return (
            new PairedPredictions
            {
                Candidate = candidate,
                Baseline = candidate with { Scores = PredictionSets.Scores(scores, names) },
                Slices = slices.ToDictionary(s => s.Name, s => Array.FindAll(s.Rows, r => r < rows), StringComparer.Ordinal),
                ReferenceRows = reference.Rows,
                Threshold = spec.ClassificationThreshold,
                Seed = spec.Seed,
            },
            null);
    }

    // As Evaluate saw them: the prepared rows with their labels and weights, and the scores that it left behind.
    private static PredictionSet ReadCandidate(StageContext context, out Table reference)
    {
        var schema = context.ReadSchema();
        var names = PredictionSets.ScoreNames(schema.Task, schema.Classes);
        var predictions = ParquetTable.Read(context.Input(Stage.Evaluate, StageFiles.Predictions), names);

        // Of the features only those that slices are made of.
        var slices = context.Spec.Slices.Select(s => s.Name).Concat(context.Spec.Gates.Select(g => g.Slice)).OfType<string>().ToList();
        var wanted = schema.Columns.Select(c => c.Name).Where(name =>
            name == schema.Label.Name || name == schema.Weight?.Name
            || slices.Exists(s => s == name || s.StartsWith(name + "=", StringComparison.Ordinal)));
        reference = ParquetTable.Read(context.Input(Stage.Prepare, StageFiles.Reference), wanted.Append(PredictionSets.RowNumber));
        return PredictionSets.From(schema, reference, PredictionSets.Scores(predictions, names));
    }

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
        Scores = predictions.Scores[..(rows * width)],
        Weights = predictions.Weights?[..rows],
    };
}
