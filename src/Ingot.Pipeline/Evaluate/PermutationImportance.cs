using Ingot.Core.Importances;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Statistics;
using Ingot.Core.Tables;
using Ingot.Pipeline.Shared;
using Ingot.Scoring;

namespace Ingot.Pipeline.Evaluate;

/// <summary>
/// What each feature is worth to the model: its column is shuffled, the rows are scored again by the ONNX file, and the main
/// metric's loss is the feature's importance.
/// </summary>
internal static class PermutationImportance
{
    private const int MostRows = 10_000;
    private const int MostFeatures = 100;
    private const int Repeats = 5;

    // Rows times features times repeats times classes: about two seconds of a processor for a model of a few hundred trees.
    private const long MostScores = 500_000;
    private const int FewestRows = 200;
    private const int FeaturesPerReport = 10;

    /// <summary>
    /// Measures the first 100 features on a sample of at most 10,000 rows, fewer where features and classes are many, five
    /// times each; of a ranking on whole queries. All features are shuffled by the same permutations, so that none depends on the others' presence.
    /// </summary>
    public static ImportanceReport Measure(
        StageContext context, OnnxScorer scorer, ModelSchema schema, Table reference, PredictionSet predictions)
    {
        var seed = context.Spec.Seed;
        var features = schema.Features.Select(c => c.Name).ToList();
        var measured = features.Take(MostFeatures).ToList();
        var most = RowsToScore(schema, measured.Count);
        var sample = schema.Task == ModelTask.Ranking ? RowSample.OfGroups(predictions.Queries, most, seed) : RowSample.Of(reference.Rows, most, seed);
        var rows = reference.Take(sample);
        var own = Take(predictions, sample);
        var value = MainMetric.Of(PredictionSets.From(schema, rows, own, predictions.Threshold));
        var report = new ImportanceReport
        {
            Metric = MainMetric.NameOf(schema.Task),
            Value = value,
            Rows = rows.Rows,
            ReferenceRows = reference.Rows,
            Repeats = Repeats,
            Seed = seed,
            FeaturesLeftOut = features.Count - measured.Count,
            Features = [],
        };
        if (!double.IsFinite(value))
        {
            return report;
        }

        var permutations = Enumerable.Range(0, Repeats).Select(k => RowSample.Permutation(rows.Rows, new SplitMix64((ulong)seed + (ulong)k).Next())).ToList();
        var sign = MetricCatalog.Find(report.Metric, schema.Task)!.HigherIsBetter ? 1 : -1;
        var found = new FeatureImportance[measured.Count];
        var done = 0;
        Parallel.For(
            0,
            found.Length,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, context.Threads), CancellationToken = context.Cancellation },
            feature =>
            {
                var shuffled = ShuffledColumn.Of(rows, measured[feature], permutations);
                var scored = scorer.Score(shuffled.Rows, schema, cancellation: context.Cancellation);
                var losses = permutations.Select((_, k) =>
                    sign * (value - MainMetric.Of(PredictionSets.From(schema, rows, shuffled.Scores(k, own, scored), predictions.Threshold)))).ToList();
                var mean = Interval.OfRepeats(losses);
                found[feature] = new FeatureImportance(measured[feature], mean.Value, mean.Low, mean.High);
                if (Interlocked.Increment(ref done) is var count && (count % FeaturesPerReport == 0 || count == found.Length))
                {
                    context.Progress.Report(FormattableString.Invariant($"importance of {count} of {found.Length} features"), (double)count / found.Length);
                }
            });

        return report with
        {
            Features = [.. found.OrderByDescending(f => f.Importance).ThenBy(f => f.Name, StringComparer.Ordinal)],
        };
    }

    private static int RowsToScore(ModelSchema schema, int features)
    {
        var classes = Math.Max(1, schema.Classes.Count - 1);
        var affordable = MostScores / (Repeats * classes * (long)Math.Max(1, features));
        return (int)Math.Clamp(affordable, FewestRows, MostRows);
    }

    private static float[] Take(PredictionSet predictions, int[] rows)
    {
        var width = predictions.Rows == 0 ? 0 : predictions.Scores.Length / predictions.Rows;
        var taken = new float[rows.Length * width];
        for (var i = 0; i < rows.Length; i++)
        {
            predictions.Scores.AsSpan(rows[i] * width, width).CopyTo(taken.AsSpan(i * width));
        }

        return taken;
    }
}
