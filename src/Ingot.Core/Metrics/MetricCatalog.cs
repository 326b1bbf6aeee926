using Ingot.Core.Schemas;

namespace Ingot.Core.Metrics;

/// <summary>The metrics of each task.</summary>
/// <remarks>
/// <para>All have scikit-learn's definitions, take the rows' weights, and are NaN where they are undefined; scikit-learn
/// puts 0 or 1 there and warns.</para>
/// <para>Binary, from the probability of the positive class: <c>AUC</c> (ties one half) with DeLong's standard error;
/// <c>AUPRC</c>, the average precision; <c>LogLoss</c>, natural, probabilities kept 1.2e-7 away from 0 and 1; <c>Brier</c>;
/// <c>ECE</c>, 15 bins of equal width. At the classification threshold: <c>Accuracy</c>, <c>Precision</c> (undefined
/// without a predicted positive), <c>Recall</c>, <c>F1</c>, <c>MCC</c> (0 where a margin is empty);
/// and <c>Cost</c>, the mean cost of a decision, where the project says what wrong ones cost.</para>
/// <para>Multiclass: <c>Accuracy</c> of the most probable class; <c>MacroF1</c>, the mean over the classes that occur as
/// label or prediction; <c>MicroF1</c>; <c>LogLoss</c>; <c>MacroAUC</c>, the unweighted mean of the classes' AUCs against the
/// rest, undefined unless every class occurs; <c>Recall[class]</c>.</para>
/// <para>Regression: <c>RMSE</c>; <c>MAE</c>; <c>MedianAE</c>, where half of the weight is reached; <c>R2</c>, undefined
/// where all true values are the same; <c>MAPE</c>, a share and not a percentage, enormous where a true value is 0;
/// where the project asks for intervals, <c>Coverage</c> and <c>IntervalWidth</c>.</para>
/// <para>Ranking, of each query and as the mean over the queries that count, those of two rows or more with a grade of 1 or more: <c>NDCG</c>, and
/// <c>NDCG@5</c> and <c>NDCG@10</c> of the first rows, with gains of 2^grade - 1 and ties averaged; <c>MAP</c>, the average precision of grades
/// from 1 on; <c>MRR</c>, one divided by the place of the first such row. A query weighs the mean of its rows' weights.</para>
/// <para>Anomaly detection: <c>AnomalyRate</c>, the share of rows that the model takes for anomalies (a rise counts as a regression); and where a label
/// tells which rows are anomalies <c>AUC</c> and <c>AUPRC</c> of the score, and <c>Precision</c>, <c>Recall</c> and <c>F1</c> at the model's own threshold.</para>
/// <para>Clustering: <c>Silhouette</c>, <c>DaviesBouldin</c> and <c>CalinskiHarabasz</c> of the features that distances are measured in; <c>SmallestCluster</c>, the share of
/// rows in the smallest cluster; <c>InertiaPerRow</c>, the mean squared distance to the centre; and where a label tells classes <c>AdjustedRandIndex</c> and
/// <c>NormalizedMutualInformation</c>.</para>
/// <para>Intervals are of 95 %: Wilson's for shares, normal with the standard error of the mean for means, DeLong's for
/// AUC, and the bootstrap for the others.</para>
/// </remarks>
public static class MetricCatalog
{
    /// <summary>The mean cost of a decision: measured where the project says what wrong ones cost.</summary>
    public const string Cost = "Cost";

    /// <summary>The share of true values in the intervals of predictions: measured where the project asks for intervals.</summary>
    public const string Coverage = "Coverage";

    /// <summary>How wide these are in the mean.</summary>
    public const string IntervalWidth = "IntervalWidth";

    /// <summary>What stands for the recall of each class among <see cref="Names"/>.</summary>
    public const string RecallOfClass = "Recall[class]";

    private const string PerClassRecall = "Recall[";

    private static readonly MetricDefinition[] Common =
    [
        new("Size", HigherIsBetter: false, MetricRange.AboveZero, MetricUnit.Bytes, MetricScope.Model),
        new("Latency.P50", HigherIsBetter: false, MetricRange.AboveZero, MetricUnit.Seconds, MetricScope.Machine),
        new("Latency.P99", HigherIsBetter: false, MetricRange.AboveZero, MetricUnit.Seconds, MetricScope.Machine),
        new("Throughput", HigherIsBetter: true, MetricRange.AboveZero, MetricUnit.PerSecond, MetricScope.Machine),
    ];

    private static readonly MetricDefinition[] Binary =
    [
        Share("AUC", true), Share("AUPRC", true), Loss("LogLoss"), Share("Brier", false), Share("ECE", false),
        Share("Accuracy", true), Share("Precision", true), Share("Recall", true), Share("F1", true), Agreement("MCC"),
        Loss(Cost),
    ];

    private static readonly MetricDefinition[] Regression =
    [
        Loss("RMSE"), Loss("MAE"), Loss("MedianAE"), new("R2", true, MetricRange.UpToOne), Loss("MAPE"),
        Share(Coverage, true), Loss(IntervalWidth),
    ];

    private static readonly MetricDefinition[] Ranking = [.. RankingMetrics.Names.Select(name => Share(name, true))];

    private static readonly MetricDefinition[] Multiclass =
    [
        Share("Accuracy", true), Share("MacroF1", true), Share("MicroF1", true), Loss("LogLoss"), Share("MacroAUC", true),
    ];

    private static readonly MetricDefinition[] Anomaly =
    [
        Share(AnomalyMetrics.Rate, false), Share("AUC", true), Share("AUPRC", true), Share("Precision", true), Share("Recall", true), Share("F1", true),
    ];

    private static readonly MetricDefinition[] Clusters =
    [
        Agreement(ClusterMetrics.Silhouette), Loss(ClusterMetrics.DaviesBouldin), new(ClusterMetrics.CalinskiHarabasz, true, MetricRange.FromZero),
        Share(ClusterMetrics.Smallest, true), Loss(ClusterMetrics.Inertia),
        Agreement(ClusterMetrics.AdjustedRand), Share(ClusterMetrics.MutualInformation, true),
    ];

    /// <summary>Whether a metric is measured only when the model is built, some of them where a project asks for what they are of: production does not know it.</summary>
    /// <param name="name">The metric's name.</param>
    public static bool IsOfBuild(string name) => name is Cost or Coverage or IntervalWidth || ClusterMetrics.OfBuild.Contains(name);

    /// <summary>The name of the recall of a class.</summary>
    /// <param name="name">The class.</param>
    public static string RecallOf(string name) => $"{PerClassRecall}{name}]";

    /// <summary>Whether a metric of two classes is of decisions, and so depends on the probability from which the positive class is predicted.</summary>
    /// <param name="name">The metric's name.</param>
    /// <param name="task">The task.</param>
    public static bool IsAtThreshold(string name, ModelTask task) => task == ModelTask.BinaryClassification && (name is "Accuracy" or "Precision" or "Recall" or "F1" or "MCC" or Cost);

    /// <summary>What the rows must have for a metric to be defined, to follow "needs".</summary>
    /// <param name="name">The metric's name.</param>
    public static string Needs(string name) => name switch
    {
        "AUC" or "AUPRC" => "rows of both classes",
        "MacroAUC" => "rows of every class",
        "Precision" => "rows that are predicted positive",
        "Recall" or "F1" => "rows of the positive class",
        "R2" => "true values that differ",
        ClusterMetrics.Silhouette or ClusterMetrics.DaviesBouldin => "rows in two clusters or more, fewer than there are rows",
        ClusterMetrics.CalinskiHarabasz => "rows in two clusters or more, of which some differ within a cluster",
        ClusterMetrics.AdjustedRand or ClusterMetrics.MutualInformation => "rows of two classes, or in two clusters",
        _ when RankingMetrics.Names.Contains(name) => "queries of two rows or more of which one has a grade of 1 or more",
        _ when name.StartsWith(PerClassRecall, StringComparison.Ordinal) => $"rows of the class {name[PerClassRecall.Length..].TrimEnd(']')}",
        _ => "rows with finite predictions",
    };

    /// <summary>The metric of a name for a task; null when there is none.</summary>
    public static MetricDefinition? Find(string name, ModelTask task)
    {
        if (task == ModelTask.MulticlassClassification
            && name.StartsWith(PerClassRecall, StringComparison.Ordinal) && name.EndsWith(']'))
        {
            return Share(name, higherIsBetter: true);
        }

        return OfTask(task).Concat(Common).FirstOrDefault(m => m.Name == name);
    }

    /// <summary>The names of all metrics of a task; <c>Recall[class]</c> stands for one per class.</summary>
    public static IReadOnlyList<string> Names(ModelTask task)
    {
        var names = OfTask(task).Concat(Common).Select(m => m.Name);
        return task == ModelTask.MulticlassClassification ? [.. names, RecallOfClass] : [.. names];
    }

    private static MetricDefinition Share(string name, bool higherIsBetter) => new(name, higherIsBetter, MetricRange.Share);

    private static MetricDefinition Agreement(string name) => new(name, HigherIsBetter: true, MetricRange.Agreement);

    private static MetricDefinition Loss(string name) => new(name, HigherIsBetter: false, MetricRange.FromZero);

    private static MetricDefinition[] OfTask(ModelTask task) => task switch
    {
        ModelTask.BinaryClassification => Binary,
        ModelTask.Regression => Regression,
        ModelTask.Ranking => Ranking,
        ModelTask.AnomalyDetection => Anomaly,
        ModelTask.Clustering => Clusters,
        _ => Multiclass,
    };
}
