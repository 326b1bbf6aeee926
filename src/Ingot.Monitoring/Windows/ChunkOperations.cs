namespace Ingot.Monitoring.Windows;

/// <summary>How a model was used in a chunk.</summary>
public sealed record ChunkOperations
{
    /// <summary>The chunk.</summary>
    public required WindowChunk Chunk { get; init; }

    /// <summary>Number of requests; one may have many rows.</summary>
    public long Requests { get; init; }

    /// <summary>Requests an hour of the chunk.</summary>
    public double RequestsPerHour { get; init; }

    /// <summary>Requests that were refused: their status is 400 to 499, or 503.</summary>
    public long Refused { get; init; }

    /// <summary>Requests that failed: their status is neither <c>ok</c> nor one of those that are refused.</summary>
    public long Errors { get; init; }

    /// <summary>The share of the requests that were refused, 0 to 1; NaN without requests.</summary>
    public double RefusedShare => Requests == 0 ? double.NaN : (double)Refused / Requests;

    /// <summary>The share of the requests that failed, 0 to 1; NaN without requests.</summary>
    public double ErrorShare => Requests == 0 ? double.NaN : (double)Errors / Requests;

    /// <summary>Microseconds until the answer that half of the answered requests took at most; null: nobody measured.</summary>
    public double? LatencyP50 { get; init; }

    /// <summary>The same of 95 %.</summary>
    public double? LatencyP95 { get; init; }

    /// <summary>The same of 99 %.</summary>
    public double? LatencyP99 { get; init; }

    /// <summary>Rows of the chunk that have a label by now.</summary>
    public long Labelled { get; init; }

    /// <summary>The share of the rows that have a label by now, 0 to 1; NaN without rows.</summary>
    public double LabelledShare => Chunk.Rows == 0 ? double.NaN : (double)Labelled / Chunk.Rows;

    /// <summary>How late the labels came; null: none came, or nobody says when.</summary>
    public LabelDelay? Delay { get; init; }
}
