using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Statistics;

namespace Ingot.Core.Metrics;

/// <summary>
/// Which metric speaks for a model where one must be chosen: <see cref="NameOf"/>. Where that one cannot do the work, another
/// stands in for it, and this is the place that says which and why.
/// </summary>
public static class MainMetric
{
    /// <summary>
    /// The one number by which a model is judged first: <c>AUC</c> for two classes, <c>LogLoss</c> for several, <c>RMSE</c> for a
    /// number, <c>NDCG</c> for a ranking, <c>AUC</c> of the score for an anomaly detection, <c>Silhouette</c> for a clustering. The card compares slices by it, and the importance of a feature is what it loses without the feature.
    /// </summary>
    /// <param name="task">The task.</param>
    public static string NameOf(ModelTask task) => task switch
    {
        ModelTask.BinaryClassification or ModelTask.AnomalyDetection => "AUC",
        ModelTask.Regression => "RMSE",
        ModelTask.Ranking => "NDCG",
        ModelTask.Clustering => ClusterMetrics.Silhouette,
        _ => "LogLoss",
    };

    /// <summary>As <see cref="NameOf"/>; of an anomaly detection without labels, which has no <c>AUC</c>, the share of anomalies.</summary>
    /// <param name="report">What was measured.</param>
    public static string NameIn(MetricsReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var name = NameOf(report.Task);
        return report.Task != ModelTask.AnomalyDetection || report.Metrics.Any(m => m.Name == name) ? name : AnomalyMetrics.Rate;
    }

    /// <summary>As <see cref="NameOf"/>, of what production knows: of a clustering, whose silhouettes are of the build, the agreement with labels that came late.</summary>
    /// <param name="task">The task.</param>
    public static string OfProduction(ModelTask task) => task == ModelTask.Clustering ? ClusterMetrics.AdjustedRand : NameOf(task);

    /// <summary>
    /// The one that is a mean over rows, so that it can be said of any part of them which share is its own: <c>LogLoss</c>, or
    /// <c>MAE</c> for a regression, whose squared errors are those of a few rows. Weak slices are searched by it.
    /// A ranking has none, since no row has a share of its own in the order of its query.
    /// </summary>
    /// <param name="task">The task.</param>
    public static string? OfRows(ModelTask task) => task switch
    {
        ModelTask.Regression => "MAE",
        ModelTask.Ranking or ModelTask.AnomalyDetection or ModelTask.Clustering => null,
        _ => "LogLoss",
    };

    /// <summary>
    /// The one whose value is known of a model that knows nothing, whatever the data: <c>AUC</c> for two classes,
    /// <c>MacroAUC</c> for several, <c>R2</c> for a number. Of a ranking it is the share of the way from a
    /// random order to the best one that NDCG has gone, which has no name among the metrics. Leakage is found by it.
    /// </summary>
    /// <param name="task">The task.</param>
    public static string AgainstChance(ModelTask task) => task switch
    {
        ModelTask.BinaryClassification or ModelTask.AnomalyDetection => "AUC",
        ModelTask.Regression => "R2",
        ModelTask.Ranking => "NDCG beyond chance",
        ModelTask.Clustering => ClusterMetrics.AdjustedRand,
        _ => "MacroAUC",
    };

    /// <summary>
    /// The few that a reader looks for first, the best known in front: for several classes that is <c>Accuracy</c>, though
    /// <c>LogLoss</c> says more.
    /// </summary>
    /// <param name="task">The task.</param>
    public static IReadOnlyList<string> KeyFigures(ModelTask task) => task switch
    {
        ModelTask.BinaryClassification => ["AUC", "AUPRC", "LogLoss", "ECE"],
        ModelTask.Regression => ["RMSE", "MAE", "MedianAE", "R2"],
        ModelTask.Ranking => ["NDCG", "NDCG@10", "MAP", "MRR"],
        ModelTask.AnomalyDetection => ["AUC", "AUPRC", "Recall", AnomalyMetrics.Rate],
        ModelTask.Clustering => [ClusterMetrics.Silhouette, ClusterMetrics.DaviesBouldin, ClusterMetrics.Smallest, ClusterMetrics.AdjustedRand],
        _ => ["Accuracy", "MacroF1", "LogLoss", "MacroAUC"],
    };

    /// <summary>
    /// The few that show what was learned beside a model that says the same of every row, the main one in front. Calibration is not
    /// among them: that model is calibrated, and knows nothing.
    /// </summary>
    /// <param name="task">The task.</param>
    public static IReadOnlyList<string> AgainstConstant(ModelTask task) => task switch
    {
        ModelTask.BinaryClassification => ["AUC", "AUPRC", "LogLoss", "Accuracy"],
        ModelTask.Regression => ["RMSE", "MAE", "R2"],
        ModelTask.Ranking => ["NDCG", "NDCG@10", "MAP", "MRR"],
        ModelTask.AnomalyDetection => ["AUC", "AUPRC"],
        ModelTask.Clustering => [ClusterMetrics.AdjustedRand, ClusterMetrics.MutualInformation],
        _ => ["LogLoss", "Accuracy", "MacroF1"],
    };

    /// <summary>The value of <see cref="NameOf"/> alone, which is much cheaper than all metrics with their intervals; NaN where it is undefined.</summary>
    /// <param name="predictions">The predictions; every row has a score, a label and a weight.</param>
    public static double Of(PredictionSet predictions)
    {
        var n = predictions.Rows;
        var weights = predictions.Weights ?? [.. Enumerable.Repeat(1.0, n)];
        if (predictions.Task is ModelTask.BinaryClassification or ModelTask.AnomalyDetection)
        {
            return DeLong.Auc(
                Array.ConvertAll(predictions.Scores, s => (double)s), Array.ConvertAll(predictions.LabelCodes, c => c == 1), weights).Value;
        }

        if (predictions.Task == ModelTask.Ranking)
        {
            return RankingMetrics.Influence("NDCG", predictions, [.. Enumerable.Range(0, n)])!.Value;
        }

        var width = predictions.Task == ModelTask.Regression ? 1 : predictions.Classes.Count;
        double sum = 0, total = 0;
        for (var r = 0; r < n; r++)
        {
            sum += weights[r] * (predictions.Task == ModelTask.Regression
                ? Square(predictions.LabelValues[r] - predictions.Scores[r])
                : MulticlassMetrics.Loss(predictions.Scores.AsSpan(r * width, width), predictions.LabelCodes[r]));
            total += weights[r];
        }

        return predictions.Task == ModelTask.Regression ? Math.Sqrt(sum / total) : sum / total;
    }

    private static double Square(double value) => value * value;
}
