using Ingot.Core.Metrics;
using Ingot.Core.Schemas;

namespace Ingot.Core.Monitoring;

/// <summary>What can be measured in production, and so gated by a <c>MonitorGate</c>.</summary>
/// <remarks>
/// <para>The metrics of the task (<see cref="MetricCatalog"/>), on the rows that have a label by now, and <c>Estimated.</c> with the name of one:
/// its estimate for all rows, without labels.</para>
/// <para><c>Drift</c> of a feature, in its measure; <c>Drift.Share</c>, the share of the features that drifted; <c>Drift.Prediction</c>, of what the
/// model answers; <c>Drift.Multivariate</c>, the AUC of a classifier that tells reference and current rows apart.</para>
/// <para><c>Missing</c>, <c>Unseen</c> and <c>Anomalies</c>: the share of a feature's values that are missing, in no category that training saw, or
/// against the schema. <c>Skew</c>: the share that are others than the project's own preparation has of the same things.</para>
/// <para><c>Rows</c>; <c>Labelled</c>, the share of rows with a label; <c>LabelDelay</c>, the median time until it came; <c>Errors</c> and
/// <c>Refused</c>, shares of requests; <c>Latency.P50</c>, <c>Latency.P95</c>, <c>Latency.P99</c>; <c>Staleness</c>, the age of the newest row.</para>
/// </remarks>
public static class MonitorCatalog
{
    /// <summary>What the name of an estimated metric begins with.</summary>
    public const string Estimated = "Estimated.";

    /// <summary>Drift of a feature.</summary>
    public const string Drift = "Drift";

    /// <summary>The share of the features that drifted.</summary>
    public const string DriftShare = "Drift.Share";

    /// <summary>Drift of what the model answers.</summary>
    public const string PredictionDrift = "Drift.Prediction";

    /// <summary>How well reference and current rows can be told apart.</summary>
    public const string MultivariateDrift = "Drift.Multivariate";

    /// <summary>The share of a feature's values that are missing.</summary>
    public const string Missing = "Missing";

    /// <summary>The share of a feature's values that training did not see.</summary>
    public const string Unseen = "Unseen";

    /// <summary>The share of a feature's values that are against the schema.</summary>
    public const string Anomalies = "Anomalies";

    /// <summary>The share of a feature's values that are others than the project's preparation has of the same things.</summary>
    public const string Skew = "Skew";

    /// <summary>The number of rows.</summary>
    public const string Rows = "Rows";

    /// <summary>The share of rows that have a label.</summary>
    public const string Labelled = "Labelled";

    /// <summary>The median time until a label came.</summary>
    public const string LabelDelay = "LabelDelay";

    /// <summary>The share of requests that failed by the server's fault.</summary>
    public const string Errors = "Errors";

    /// <summary>The share of requests that were refused.</summary>
    public const string Refused = "Refused";

    /// <summary>The age of the newest row.</summary>
    public const string Staleness = "Staleness";

    private static readonly MonitorQuantity[] Own =
    [
        new(Drift, MonitorScope.Column, HigherIsBetter: false, HasOwnThreshold: true),
        new(DriftShare, MonitorScope.Window, HigherIsBetter: false, IsShare: true),
        new(PredictionDrift, MonitorScope.Window, HigherIsBetter: false, HasOwnThreshold: true),
        new(MultivariateDrift, MonitorScope.Window, HigherIsBetter: false, HasOwnThreshold: true),
        new(Missing, MonitorScope.Column, HigherIsBetter: false, IsShare: true, HasReference: true),
        new(Unseen, MonitorScope.Column, HigherIsBetter: false, IsShare: true, HasReference: true),
        new(Anomalies, MonitorScope.Column, HigherIsBetter: false, IsShare: true, HasReference: true),
        new(Skew, MonitorScope.Column, HigherIsBetter: false, IsShare: true),
        new(Rows, MonitorScope.Window, HigherIsBetter: true),
        new(Labelled, MonitorScope.Window, HigherIsBetter: true, IsShare: true),
        new(LabelDelay, MonitorScope.Window, HigherIsBetter: false, MetricUnit.Seconds),
        new(Errors, MonitorScope.Window, HigherIsBetter: false, IsShare: true),
        new(Refused, MonitorScope.Window, HigherIsBetter: false, IsShare: true),
        new("Latency.P50", MonitorScope.Window, HigherIsBetter: false, MetricUnit.Seconds),
        new("Latency.P95", MonitorScope.Window, HigherIsBetter: false, MetricUnit.Seconds),
        new("Latency.P99", MonitorScope.Window, HigherIsBetter: false, MetricUnit.Seconds),
        new(Staleness, MonitorScope.Window, HigherIsBetter: false, MetricUnit.Seconds),
    ];

    /// <summary>What a name means for a task; null when it means nothing.</summary>
    /// <param name="name">Such as <c>Drift</c> or <c>AUC</c>; upper and lower case count.</param>
    /// <param name="task">The model's task.</param>
    public static MonitorQuantity? Find(string name, ModelTask task)
    {
        if (Own.FirstOrDefault(q => q.Name == name) is { } own)
        {
            return own;
        }

        var isEstimate = name.StartsWith(Estimated, StringComparison.Ordinal);
        return MetricCatalog.Find(isEstimate ? name[Estimated.Length..] : name, task) is { Scope: MetricScope.Rows } metric && !MetricCatalog.IsOfBuild(metric.Name)
            ? new MonitorQuantity(name, MonitorScope.Rows, metric.HigherIsBetter, metric.Unit, HasReference: true) { Range = metric.Range }
            : null;
    }

    /// <summary>All names for a task, estimates by one that stands for all.</summary>
    /// <param name="task">The model's task.</param>
    public static IReadOnlyList<string> Names(ModelTask task) =>
    [
        .. Own.Select(q => q.Name),
        .. MetricCatalog.Names(task).Where(n => MetricCatalog.Find(n, task) is null or { Scope: MetricScope.Rows } && !MetricCatalog.IsOfBuild(n)),
        Estimated + "metric",
    ];
}
