using Ingot.Artifacts.Stages;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Specs;
using Ingot.Data;
using Ingot.Pipeline.Shared;

namespace Ingot.Pipeline.Evaluate;

/// <summary>The released model that change gates compare with, on today's reference rows.</summary>
internal static class BaselineEvaluation
{
    /// <summary>Scores and measures the baseline, and writes both down. What forbids it is reported.</summary>
    /// <param name="context">The stage.</param>
    /// <param name="baseline">The package; it has a folder.</param>
    /// <param name="scoring">Scores it.</param>
    /// <returns>Null when it cannot be compared with.</returns>
    public static ScoredRelease? Run(StageContext context, BaselineSpec baseline, ReleaseScoring scoring)
    {
        if (scoring.Score(baseline, context.Diagnostics) is not { } scored)
        {
            return null;
        }

        if (scored.Packed is { } packed)
        {
            context.Write(EvaluateFiles.BaselinePacked, MetricsFile.ToJson(packed));
        }

        ParquetTable.Write(
            context.OutputFile(EvaluateFiles.BaselinePredictions),
            PredictionSets.ToTable(scored.Predictions, []),
            PredictionSets.SqlTypes(ScoreColumns.Of(scored.Predictions.Task, scored.Predictions.Classes)));
        context.Write(EvaluateFiles.BaselineMetrics, MetricsFile.ToJson(scored.Metrics));
        return scored;
    }
}
