using System.Text.Json.Serialization;
using Ingot.Core.Schemas;
using Ingot.Training.Answers;
using Ingot.Training.Continued;
using Ingot.Training.Ensembles;

namespace Ingot.Training;

/// <summary>What training did: <c>report.json</c>.</summary>
/// <param name="Trainer">The learner.</param>
/// <param name="Iterations">Iterations that were kept.</param>
/// <param name="ValidationMetric">Name of the metric on the validation rows.</param>
/// <param name="ValidationValue">Its value, of the model that did not learn from these rows.</param>
/// <param name="ParityDifference">Greatest difference between the learner's own scores and ONNX Runtime's on the validation rows, of the final model.</param>
/// <param name="Parameters">The trainer's parameters as the project has them.</param>
public sealed record TrainingReport(
    string Trainer,
    int Iterations,
    string ValidationMetric,
    double ValidationValue,
    double ParityDifference,
    IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>Whether the final model was fitted on all training rows; null in reports of versions that never did that.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RefitReport? Refit { get; init; }

    /// <summary>What is taken for an anomaly; null for other tasks.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AnomalyReport? Anomalies { get; init; }

    /// <summary>What clusters were found; null for other tasks.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ClusterReport? Clusters { get; init; }

    /// <summary>How the training rows were divided; null in reports of versions that did not say it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SplitReport? Split { get; init; }

    /// <summary>Of an ensemble the models that it is made of; else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<MemberReport>? Members { get; init; }

    /// <summary>The releases that the model continues from; null: it was learned anew.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ContinuedReport? Continued { get; init; }

    /// <summary>Of a model that none of Ingot's trainers learned: where it comes from; else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OwnModel { get; init; }

    /// <summary>How probabilities were calibrated; null: they were not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CalibrationReport? Calibration { get; init; }

    /// <summary>How the threshold was chosen; null: it was not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ThresholdReport? Threshold { get; init; }

    /// <summary>How the intervals of predictions were found; null: there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IntervalReport? Interval { get; init; }

    /// <summary>What was made of each column.</summary>
    public IReadOnlyList<FeatureNote> Features { get; init; } = [];
}
