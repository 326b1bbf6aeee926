using System.Text.Json.Serialization;
using Ingot.Core.Schemas;

namespace Ingot.Core.Metrics;

/// <summary>What Evaluate measured: <c>metrics.json</c> (and <c>performance.json</c>, whose values are never hashed).</summary>
public sealed record MetricsReport
{
    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The package's version.</summary>
    public required string Version { get; init; }

    /// <summary>What the model predicts.</summary>
    public required ModelTask Task { get; init; }

    /// <summary>The positive class (binary), or what the label of an anomaly detection calls anomalies; else null.</summary>
    public string? PositiveClass { get; init; }

    /// <summary>
    /// The probability from which the model predicts the positive class, where Train chose it, and null where it is the project's; the score from which on an anomaly detection
    /// takes a row for an anomaly.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Threshold { get; init; }

    /// <summary>SHA-256 of the ONNX file, lower-case hexadecimal.</summary>
    public required string OnnxSha256 { get; init; }

    /// <summary>Number of reference rows that were scored.</summary>
    public required long ReferenceRows { get; init; }

    /// <summary>The metrics: all rows first, then slice by slice.</summary>
    public required IReadOnlyList<MetricResult> Metrics { get; init; }
}
