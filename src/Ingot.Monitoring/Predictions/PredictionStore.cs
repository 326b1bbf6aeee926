using Ingot.Monitoring.Journals;

namespace Ingot.Monitoring.Predictions;

/// <summary>
/// Where a <see cref="PredictionLog"/> puts the rows of its journals. Ingot has two: Parquet files, and PostgreSQL in the package
/// <c>Ingot.Monitoring.PostgreSql</c>. A log calls it from one thread at a time, apart from the requests; logs that share a
/// store call it side by side.
/// </summary>
public abstract class PredictionStore
{
    /// <summary>Stores all rows of a finished journal, once, however often it is called with it, and deletes the journal.</summary>
    /// <param name="journal">The journal.</param>
    /// <returns>Number of rows.</returns>
    /// <exception cref="IOException">The file system refused; the journal is still there.</exception>
    /// <exception cref="StoreUnavailableException">The store refused for now; the journal is still there.</exception>
    /// <exception cref="InvalidDataException">The journal does not belong to a log; as with any other exception, it is set aside and reported.</exception>
    public abstract long Store(FinishedJournal journal);

    /// <summary>Deletes predictions that are older than the retention, and labels by the rule of <see cref="PredictionLogOptions.Retention"/>.</summary>
    /// <param name="retention">How long predictions are kept.</param>
    /// <param name="now">The time from which that is counted.</param>
    /// <returns>The first refusal; null: there was none.</returns>
    /// <exception cref="StoreUnavailableException">The store refused for now.</exception>
    public abstract Exception? DeleteOld(TimeSpan retention, DateTimeOffset now);
}
