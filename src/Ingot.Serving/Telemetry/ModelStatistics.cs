using Ingot.Serving.Models;

namespace Ingot.Serving.Telemetry;

/// <summary>What happened to the requests of one version of a model since it was loaded.</summary>
/// <param name="signature">Tells what its scores are.</param>
internal sealed class ModelStatistics(ModelSignature signature)
{
    private long _requests;
    private long _rows;
    private long _refused;
    private long _failed;

    /// <summary>Requests that reached this version.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Rows that were scored.</summary>
    public long Rows => Interlocked.Read(ref _rows);

    /// <summary>Requests that were wrong.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Requests that this version failed at.</summary>
    public long Failed => Interlocked.Read(ref _failed);

    public LatencyHistogram Latency { get; } = new();

    public ScoreWindow Scores { get; } = new(signature);

    public void Succeeded(OutputBatch outputs, TimeSpan duration)
    {
        Interlocked.Increment(ref _requests);
        Interlocked.Add(ref _rows, outputs.Rows);
        Latency.Add(duration);
        Scores.Add(outputs);
    }

    public void WasRefused()
    {
        Interlocked.Increment(ref _requests);
        Interlocked.Increment(ref _refused);
    }

    public void HasFailed()
    {
        Interlocked.Increment(ref _requests);
        Interlocked.Increment(ref _failed);
    }
}
