using System.Text.Json.Serialization;
using Ingot.Core.Schemas;
using Ingot.Serving.Models;
using Ingot.Serving.Traffic;

namespace Ingot.Serving.Telemetry;

/// <summary>A version of a model that is loaded, and what happened to it since.</summary>
/// <param name="Version">The version.</param>
/// <param name="Role">What it does.</param>
/// <param name="ContentHash">The package's SHA-512 as NuGet has it, in base64.</param>
/// <param name="OnnxSha256">SHA-256 of the ONNX file, lower-case hexadecimal.</param>
/// <param name="Schema">Its inputs and classes.</param>
public sealed record VersionState(
    string Version, [property: JsonConverter(typeof(JsonStringEnumConverter<ModelRole>))] ModelRole Role, string ContentHash, string OnnxSha256, [property: JsonIgnore] ModelSchema Schema)
{
    /// <summary>Percent of the requests that it gets, of those that name no version.</summary>
    public double Percent { get; init; }

    /// <summary>Why this canary gets no more traffic; null: it does get traffic, or is not a canary.</summary>
    public string? RolledBack { get; init; }

    /// <summary>How many reasons a prediction has when none says how many; 0: the model gives none.</summary>
    public int Reasons { get; init; }

    /// <summary>Requests that reached it.</summary>
    public long Requests { get; init; }

    /// <summary>Rows that it scored.</summary>
    public long Rows { get; init; }

    /// <summary>Requests that were wrong.</summary>
    public long RefusedRequests { get; init; }

    /// <summary>Requests that it failed at; for a canary also those that only the serving version could answer.</summary>
    public long FailedRequests { get; init; }

    /// <summary>The median time of reading and scoring a request, right to 9 percent.</summary>
    public TimeSpan MedianLatency { get; init; }

    /// <summary>The 95th percentile of it.</summary>
    public TimeSpan Latency95 { get; init; }

    /// <summary>The 99th percentile of it.</summary>
    public TimeSpan Latency99 { get; init; }

    /// <summary>Population stability index of the latest scores against the serving version's; null: not compared.</summary>
    public double? ScoreShift { get; init; }

    /// <summary>How far a shadow agrees with the serving version; null: it is not a shadow.</summary>
    public ShadowComparison? Comparison { get; init; }
}
