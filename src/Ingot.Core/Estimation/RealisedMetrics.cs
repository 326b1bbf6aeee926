using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;

namespace Ingot.Core.Estimation;

/// <summary>The metrics of those rows of a chunk whose labels have come.</summary>
internal static class RealisedMetrics
{
    /// <summary>The rows with a label, a score and a weight; none of a chunk without any labels.</summary>
    public static int[] Labelled(PredictionSet chunk, int[] rows) => chunk.LabelCodes.Length + chunk.LabelValues.Length == 0
        ? []
        : Array.FindAll(rows, r => chunk.HasScore(r) && chunk.HasLabel(r) && chunk.HasWeight(r) && chunk.Weights?[r] is null or > 0);

    /// <summary>How many rows each metric hangs on.</summary>
    public static Support Count(PredictionSet chunk, int[] labelled, double threshold)
    {
        var weights = Array.ConvertAll(labelled, r => chunk.Weights?[r] ?? 1);
        return new Support(
            chunk.Task,
            chunk.Classes,
            Support.Count(weights, _ => 1),
            [.. chunk.Classes.Select((_, c) => Support.Count(weights, i => chunk.LabelCodes[labelled[i]] == c ? 1 : 0))],
            chunk.Task switch
            {
                ModelTask.BinaryClassification => Support.Count(weights, i => chunk.Scores[labelled[i]] >= threshold ? 1 : 0),
                ModelTask.AnomalyDetection => Support.Count(weights, i => AnomalyMetrics.IsAnomaly(chunk, labelled[i]) ? 1 : 0),
                _ => 0,
            });
    }

    /// <summary>The metrics; none without labelled rows.</summary>
    public static IReadOnlyList<MetricResult> Of(PredictionSet chunk, int[] labelled, double threshold, int seed) =>
        labelled.Length == 0 ? [] : MetricEvaluator.Evaluate(chunk, threshold, seed, null, labelled);
}
