using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Specs;
using Ingot.Data;
using Ingot.Pipeline.Shared;

namespace Ingot.Pipeline.Accept;

/// <summary>Accept: today's metrics and scores (of the first 100,000 reference rows) become the ones that change gates compare with.</summary>
internal static class AcceptStage
{
    private const int MaxScoreRows = 100_000;

    public static bool Run(StageContext context)
    {
        var spec = context.Spec;
        var metrics = MetricsFile.Read(context.Input(EvaluateFiles.Metrics));
        var scores = WriteScores(context);
        var accepted = new AcceptedResult
        {
            Model = spec.Name,
            Version = spec.Version,
            Task = metrics.Task,
            TrainingDataSha256 = DataIdentity.HashOf(spec.TrainingData),
            ReferenceDataSha256 = DataIdentity.HashOfReferenceData(spec),
            TrainingFiles = Files(spec.TrainingData),
            ReferenceFiles = Files(spec.ReferenceData),
            SchemaSha256 = ContentHash.OfTextFile(spec.SchemaFile),
            ParametersSha256 = spec.ParametersSha256,
            ModelSha256 = new SortedDictionary<string, string>(StringComparer.Ordinal) { [spec.Platform] = metrics.OnnxSha256 },
            ScoresSha256 = ContentHash.OfFile(scores),
            Threshold = metrics.Threshold,
            ReferenceRows = metrics.ReferenceRows,
            Metrics = metrics.Metrics,
        };
        var before = TryRead(spec.AcceptedFile);
        accepted = WithOtherPlatforms(accepted, before);
        context.Write(AcceptFiles.Result, AcceptedFile.ToJson(accepted));

        // The result names the scores' hash and comes last: whoever is interrupted between the two leaves a pair that is
        // seen not to belong together.
        AtomicFile.CopyToDisk(scores, AcceptedInputs.ScoresOf(spec.AcceptedFile));
        AtomicFile.CopyToDisk(context.OutputFile(AcceptFiles.Result), spec.AcceptedFile);
        AcceptReport.Give(context, before, accepted, metrics);
        return true;
    }

    private static string WriteScores(StageContext context)
    {
        var predictions = context.Input(EvaluateFiles.Predictions);
        var schema = context.ReadSchema();
        var scores = ScoreColumns.Of(schema.Task, schema.Classes);
        var table = ParquetTable.Read(predictions, [PredictionSets.RowColumn, .. scores]);
        if (table.Rows > MaxScoreRows)
        {
            table = table.Take([.. Enumerable.Range(0, MaxScoreRows)]);
        }

        var file = context.OutputFile(AcceptFiles.Scores);
        ParquetTable.Write(file, table, PredictionSets.SqlTypes(scores));
        return file;
    }

    /// <summary>Keeps what other platforms made of exactly the same inputs.</summary>
    private static AcceptedResult WithOtherPlatforms(AcceptedResult accepted, AcceptedResult? before)
    {
        if (before is null)
        {
            return accepted;
        }

        var same = before.TrainingDataSha256 == accepted.TrainingDataSha256
            && before.ReferenceDataSha256 == accepted.ReferenceDataSha256
            && before.SchemaSha256 == accepted.SchemaSha256
            && before.ParametersSha256 == accepted.ParametersSha256;
        var models = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (platform, hash) in (same ? before.ModelSha256 : new Dictionary<string, string>()).Concat(accepted.ModelSha256))
        {
            models[platform] = hash;
        }

        return accepted with { ModelSha256 = models };
    }

    private static AcceptedResult? TryRead(string file)
    {
        try
        {
            return File.Exists(file) ? AcceptedFile.Read(file) : null;
        }
        catch (IngotException)
        {
            // Accepting anew is how a damaged file is repaired; it has nothing to keep.
            return null;
        }
    }

    private static List<AcceptedDataFile> Files(IEnumerable<DataSource> sources) =>
        [.. sources.Select(s => new AcceptedDataFile(Path.GetFileName(s.Path), DataIdentity.HashOf(s)))];
}
