namespace Ingot.Monitoring.Predictions;

/// <summary>What is logged of one request.</summary>
public sealed record PredictionEntry
{
    /// <summary>The status of a request that was answered.</summary>
    public const string Ok = "ok";

    /// <summary>The request's id, by which late labels find it.</summary>
    public required string Id { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>How long its answer took.</summary>
    public required TimeSpan Latency { get; init; }

    /// <summary>The channel that chose the version; null: none did.</summary>
    public string? Channel { get; init; }

    /// <summary><see cref="Ok"/>, or a short word for why there is no answer.</summary>
    public string Status { get; init; } = Ok;

    /// <summary>Number of rows.</summary>
    public required int Rows { get; init; }

    /// <summary>The inputs, before they are redacted; what is not among the schema's columns is left out.</summary>
    public IReadOnlyList<LoggedValues> Inputs { get; init; } = [];

    /// <summary>The model's outputs; empty when there is no answer.</summary>
    public IReadOnlyList<LoggedValues> Outputs { get; init; } = [];
}
