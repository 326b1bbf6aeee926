using System.Globalization;
using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Retraining;
using Ingot.Core.Runs;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Pipeline.Shared;

namespace Ingot.Pipeline.Recording;

/// <summary>
/// Compares two runs by their predictions of the same reference rows, as far as these are still there: in the project's <c>obj</c> folder, which has those of the
/// last build, and in the cache.
/// </summary>
/// <param name="folder">The folder from which the paths of projects go on.</param>
/// <param name="cache">The cache; null: there is none that could be used.</param>
public sealed class RunPairs(string folder, ArtifactCache? cache)
{
    // Those of builds, and of models that were trained again.
    private static readonly string[] IngotFolders = ["ingot", "ingot.retrain"];

    /// <summary>Compares the metrics that both have on all reference rows.</summary>
    /// <param name="baseline">The first run.</param>
    /// <param name="candidate">The second.</param>
    /// <returns>The metrics, or why there are none.</returns>
    public (IReadOnlyList<PairedMetric> Metrics, string? WhyNot) Compare(Run baseline, Run candidate)
    {
        if (baseline.Task is null || baseline.Task != candidate.Task || baseline.Model != candidate.Model)
        {
            return ([], "they are of different models");
        }

        if (baseline.Hashes.Reference is null || baseline.Hashes.Reference != candidate.Hashes.Reference)
        {
            return ([], "they were measured on different reference rows");
        }

        if (baseline.Task == ModelTask.Ranking || IsWeighted(candidate))
        {
            return ([], "stored predictions have neither queries nor weights");
        }

        if (Read(baseline) is not { } first)
        {
            return ([], $"the predictions of {baseline.Id} are no longer there: neither in obj, which has those of the last build, nor in the cache");
        }

        if (Read(candidate) is not { } second)
        {
            return ([], $"the predictions of {candidate.Id} are no longer there: neither in obj, which has those of the last build, nor in the cache");
        }

        if (first.Rows != second.Rows || !first.RowNumbers.AsSpan().SequenceEqual(second.RowNumbers))
        {
            return ([], "their predictions are of different rows");
        }

        var rows = new PairedPredictions
        {
            Baseline = first,
            Candidate = second,
            Slices = new Dictionary<string, int[]>(),
            ReferenceRows = second.Rows,
            Threshold = 0.5,
            Seed = 1,
        };
        return (
            [
                .. candidate.Metrics.Where(m => m is { Slice: null, Data: "reference" })
                    .Select(m => MetricCatalog.Find(m.Name, candidate.Task.Value)).OfType<MetricDefinition>().Where(d => d.Scope == MetricScope.Rows)
                    .Select(d => RetrainComparison.Of(d, rows)).OfType<RetrainComparison>()
                    .Select(c => new PairedMetric(c.Metric, c.Improvement, c.Low, c.High)),
            ],
            null);
    }

    private string? ProjectFolder(Run run) => run.Project is { } project && Path.GetDirectoryName(Path.GetFullPath(Path.Combine(folder, project))) is { } found && Directory.Exists(found) ? found : null;

    private bool IsWeighted(Run run) => ProjectFolder(run) is { } project && Path.Combine(project, $"{run.Model}.schema.json") is var schema && File.Exists(schema) && SchemaFile.Read(schema).Weight is not null;

    private PredictionSet? Read(Run run)
    {
        var obj = ProjectFolder(run) is { } project ? Path.Combine(project, "obj") : null;
        var kept = obj is not null && Directory.Exists(obj)
            ? Directory.GetDirectories(obj).SelectMany(_ => IngotFolders, (d, i) => Path.Combine(d, i, StageCatalog.Evaluate.FolderName)).FirstOrDefault(e => IsOf(run, e))
            : null;
        if (kept is not null)
        {
            return Read(run, kept);
        }

        if (cache is null || run.Hashes.Key is not { } key)
        {
            return null;
        }

        var temporary = Directory.CreateTempSubdirectory("ingot-runs-").FullName;
        try
        {
            var evaluated = Path.Combine(temporary, StageCatalog.Evaluate.FolderName);
            return cache.Take(key, evaluated, temporary) == CacheAnswer.Taken && IsOf(run, evaluated) ? Read(run, evaluated) : null;
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    // The cache is asked by the key; a folder in obj is that of whatever was built last.
    private static bool IsOf(Run run, string evaluated)
    {
        var metrics = Path.Combine(evaluated, EvaluateFiles.Metrics.NameFor(run.Model));
        return File.Exists(metrics) && File.Exists(Path.Combine(evaluated, EvaluateFiles.Predictions.NameFor(run.Model)))
            && (StageRecord.TryRead(evaluated)?.Key is not { } key || run.Hashes.Key is null || key == run.Hashes.Key)
            && MetricsFile.Read(metrics).OnnxSha256 == run.Hashes.Model;
    }

    private static PredictionSet? Read(Run run, string evaluated)
    {
        const string label = "label";
        var task = run.Task!.Value;
        var report = MetricsFile.Read(Path.Combine(evaluated, EvaluateFiles.Metrics.NameFor(run.Model)));
        var file = Path.Combine(evaluated, EvaluateFiles.Predictions.NameFor(run.Model));
        var columns = ParquetTable.ColumnNames(file);
        var scores = task == ModelTask.MulticlassClassification
            ? [.. columns.Where(c => c.StartsWith($"{OutputNames.Probability}_", StringComparison.Ordinal))]
            : ScoreColumns.Of(task, []);
        var table = ParquetTable.Read(file, [PredictionSets.RowColumn, .. scores, .. columns.Contains(label) ? (string[])[label] : []]);
        var truth = columns.Contains(label) ? table[label] : null;
        IReadOnlyList<string> classes = task == ModelTask.MulticlassClassification ? [.. scores.Select(s => s[(OutputNames.Probability.Length + 1)..])]
            : report.PositiveClass is { } positive ? [string.Empty, positive]
            : [];
        return new PredictionSet
        {
            Task = task,
            Classes = classes,
            Rows = table.Rows,
            RowNumbers = Array.ConvertAll(((NumberColumn)table[PredictionSets.RowColumn]).Values, v => (long)v),
            LabelCodes = truth is StringColumn words ? Array.ConvertAll(words.Codes, c => c < 0 ? -1 : CodeOf(words.Dictionary[c], classes, task)) : [],
            LabelValues = truth is NumberColumn numbers ? numbers.Values : [],
            Scores = PredictionSets.Scores(table, scores),
            Threshold = report.Threshold ?? (run.Parameters.TryGetValue("ModelClassificationThreshold", out var said) && double.TryParse(said, NumberStyles.Float, CultureInfo.InvariantCulture, out var own) ? own : null),
        };
    }

    // Of two classes the file of metrics names the positive one: every other text is the negative one.
    private static int CodeOf(string text, IReadOnlyList<string> classes, ModelTask task)
    {
        for (var i = 0; i < classes.Count; i++)
        {
            if (classes[i] == text)
            {
                return i;
            }
        }

        return task == ModelTask.MulticlassClassification ? -1 : 0;
    }
}
