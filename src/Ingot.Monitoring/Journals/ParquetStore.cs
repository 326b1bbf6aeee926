using Ingot.Monitoring.Predictions;

namespace Ingot.Monitoring.Journals;

/// <summary>Parquet files in the log's folder.</summary>
/// <param name="root">The folder.</param>
/// <param name="storage">The file system.</param>
internal sealed class ParquetStore(string root, ILogStorage storage) : PredictionStore
{
    private readonly JournalCompactor _compactor = new(root, storage);

    public override long Store(FinishedJournal journal) => _compactor.Compact(journal);

    public override Exception? DeleteOld(TimeSpan retention, DateTimeOffset now) => new LogRetention(root, retention, now).Apply();
}
