using Apache.Arrow;
using Apache.Arrow.Ipc;
using Ingot.Monitoring.Columns;

namespace Ingot.Monitoring.Journals;

/// <summary>Reads the rows of a journal.</summary>
internal static class JournalReader
{
    /// <summary>The batches of all whole records, one in memory at a time.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The journal is of no log.</exception>
    public static IEnumerable<(LogSchema Schema, RecordBatch Batch)> Batches(string journal)
    {
        foreach (var record in JournalRecord.ReadAll(journal))
        {
            using var reader = new ArrowStreamReader(new MemoryStream(record));
            using var batch = reader.ReadNextRecordBatch();
            if (batch is not null)
            {
                yield return (LogSchema.From(batch.Schema), batch);
            }
        }
    }
}
