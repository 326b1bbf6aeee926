using System.Text;
using Ingot.Artifacts;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Tables;
using Ingot.Data;

namespace Ingot.Pipeline;

/// <summary>Accept: today's metrics and scores become the ones that change gates compare with.</summary>
internal static class AcceptStage
{
    private const int MaxScoreRows = 100_000;

    public static bool Run(StageContext context)
    {
        var spec = context.Spec;
        var metrics = MetricsFile.Read(context.Input(Stage.Evaluate, StageFiles.Metrics));
        var platform = context.Document.Get("RuntimeIdentifier") ?? System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier;
        var accepted = new AcceptedResult
        {
            Model = spec.Name,
            Version = spec.Version,
            Task = metrics.Task,
            TrainingDataSha256 = StageContext.HashOf(spec.TrainingData),
            ReferenceDataSha256 = StageContext.HashOf(spec.ReferenceData),
            SchemaSha256 = ContentHash.OfFile(context.Input(Stage.Prepare, StageFiles.Schema)),
            ParametersSha256 = ContentHash.OfText(Parameters(context)),
            ModelSha256 = new SortedDictionary<string, string>(StringComparer.Ordinal) { [platform] = metrics.OnnxSha256 },
            ReferenceRows = metrics.ReferenceRows,
            Metrics = metrics.Metrics,
        };

        WriteScores(context);
        var temporary = context.OutputFile("accepted.json");
        StageFiles.WriteText(temporary, AcceptedFile.ToJson(accepted));
        AtomicReplace(temporary, spec.AcceptedFile);
        context.Progress.Report($"accepted: {Path.GetFileName(spec.AcceptedFile)}");
        return true;
    }

    private static void WriteScores(StageContext context)
    {
        var predictions = context.Input(Stage.Evaluate, StageFiles.Predictions);
        var names = ParquetTable.ColumnNames(predictions)
            .Where(n => n is "row" or "prediction" || n.StartsWith("probability", StringComparison.Ordinal));
        var table = ParquetTable.Read(predictions, names);
        if (table.Rows > MaxScoreRows)
        {
            table = table.Take([.. Enumerable.Range(0, MaxScoreRows)]);
        }

        var temporary = context.OutputFile("accepted.parquet");
        ParquetTable.Write(temporary, table);
        AtomicReplace(temporary, Path.ChangeExtension(context.Spec.AcceptedFile, ".parquet"));
    }

    private static void AtomicReplace(string source, string destination)
    {
        // The stage's folder may be on another disk: only a rename beside the destination is atomic.
        var beside = $"{destination}.tmp-{Environment.ProcessId}";
        File.Copy(source, beside, overwrite: true);
        File.Move(beside, destination, overwrite: true);
    }

    private static string Parameters(StageContext context)
    {
        var text = new StringBuilder();
        foreach (var item in context.Document.Items.Where(i => i.ItemType is "Trainer" or "Column"))
        {
            text.Append(item.ItemType).Append('\t').Append(item.Include);
            foreach (var (name, value) in item.Metadata.OrderBy(m => m.Key, StringComparer.OrdinalIgnoreCase))
            {
                text.Append('\t').Append(name).Append('=').Append(value);
            }

            text.Append('\n');
        }

        foreach (var name in (string[])["RemoveDuplicates", "Filter", "ValidationFraction", "ClassificationThreshold", "Seed"])
        {
            text.Append(name).Append('=').Append(context.Document.Get(name)).Append('\n');
        }

        return text.ToString();
    }
}
