namespace Ingot.Monitoring.Predictions;

/// <summary>The part of a <see cref="PredictionLog"/> that belongs to one version of a model.</summary>
public sealed class ModelLog
{
    private readonly PredictionLog _log;
    private readonly PredictionSchema _predictions;
    private readonly FeedbackSchema _labels;

    internal ModelLog(PredictionLog log, PredictionSchema predictions, FeedbackSchema labels)
    {
        _log = log;
        _predictions = predictions;
        _labels = labels;
    }

    /// <summary>Logs a request, if it is in the sample. Never waits.</summary>
    /// <returns>False when it was dropped, because too many wait or the log is closed.</returns>
    /// <exception cref="ArgumentException">Values do not fit the schema.</exception>
    public bool TryAdd(PredictionEntry entry) => _log.TryAdd(_predictions, entry);

    /// <summary>Logs a late label; the last one of a row counts. Never waits.</summary>
    /// <returns>False when it was dropped, because too many wait or the log is closed.</returns>
    public bool TryAdd(FeedbackEntry entry) => _log.TryAdd(_labels, entry);
}
