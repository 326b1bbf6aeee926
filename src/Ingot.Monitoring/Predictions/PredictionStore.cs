namespace Ingot.Monitoring.Predictions;

/// <summary>Where a <see cref="PredictionLog"/> brings the rows of its journals. Stores are Ingot's own: Parquet files, and PostgreSQL in the package <c>Ingot.Monitoring.PostgreSql</c>.</summary>
public abstract class PredictionStore
{
    internal PredictionStore()
    {
    }

    /// <summary>Stores all rows of a finished journal, once, however often it is called with it, and deletes the journal.</summary>
    /// <returns>Number of rows.</returns>
    /// <exception cref="IOException">The file system refused; the journal is still there.</exception>
    /// <exception cref="StoreUnavailableException">The store refused for now; the journal is still there.</exception>
    /// <exception cref="InvalidDataException">The journal is of no log.</exception>
    internal abstract long Store(string journal);

    /// <summary>Deletes predictions that are older than the retention, and labels by the rule of <see cref="PredictionLogOptions.Retention"/>.</summary>
    /// <returns>The first refusal; null: there was none.</returns>
    /// <exception cref="StoreUnavailableException">The store refused for now.</exception>
    internal abstract Exception? DeleteOld(TimeSpan retention, DateTimeOffset now);
}
