using System.Text.Json.Serialization;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;

namespace Ingot.Core.Gates;

/// <summary>What people accepted as the state to compare with: <c>&lt;Model&gt;.accepted.json</c>.</summary>
public sealed record AcceptedResult
{
    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The package's version at that time.</summary>
    public required string Version { get; init; }

    /// <summary>What the model predicts.</summary>
    public required ModelTask Task { get; init; }

    /// <summary>Hash of the training files.</summary>
    public required string TrainingDataSha256 { get; init; }

    /// <summary>Hash of the reference files.</summary>
    public required string ReferenceDataSha256 { get; init; }

    /// <summary>The training files, in order.</summary>
    public IReadOnlyList<AcceptedDataFile> TrainingFiles { get; init; } = [];

    /// <summary>The reference files, in order.</summary>
    public IReadOnlyList<AcceptedDataFile> ReferenceFiles { get; init; } = [];

    /// <summary>Hash of the schema file.</summary>
    public required string SchemaSha256 { get; init; }

    /// <summary>Hash of the trainer's, the columns' and the cleaning's parameters.</summary>
    public required string ParametersSha256 { get; init; }

    /// <summary>Hash of the ONNX file by platform; information only, never a reason to fail.</summary>
    public required IReadOnlyDictionary<string, string> ModelSha256 { get; init; }

    /// <summary>
    /// Hash of <c>&lt;Model&gt;.accepted.parquet</c>, which was written with it: only the two together are compared with.
    /// Null when the file was written without scores.
    /// </summary>
    public string? ScoresSha256 { get; init; }

    /// <summary>The probability from which the model predicted the positive class, where training chose it; null: it was the project's. Of an anomaly detection the score from which a row is one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Threshold { get; init; }

    /// <summary>Number of reference rows that were scored.</summary>
    public required long ReferenceRows { get; init; }

    /// <summary>Every metric with its standard error.</summary>
    public required IReadOnlyList<MetricResult> Metrics { get; init; }
}
