using Apache.Arrow;
using Apache.Arrow.Ipc;
using Ingot.Monitoring.Columns;

namespace Ingot.Monitoring.Journals;

/// <summary>A journal that nobody writes any more: rows on the disk, which a store takes over and then deletes.</summary>
public sealed class FinishedJournal
{
    internal FinishedJournal(string path) => Path = path;

    /// <summary>The journal's name: no other journal ever has it, and after a restart this one has it still. By it a store knows what it has stored.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    internal string Path { get; }

    /// <summary>Reads the whole rows from the beginning, one batch in memory at a time.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The journal does not belong to a log.</exception>
    public IEnumerable<JournalBatch> ReadBatches() => Read().Select(r => new JournalBatch(r.Schema, r.Batch));

    /// <summary>Deletes the journal, when all of it is stored.</summary>
    /// <exception cref="IOException">The file system refused.</exception>
    public void Delete() => File.Delete(Path);

    internal IEnumerable<(LogSchema Schema, RecordBatch Batch)> Read()
    {
        foreach (var record in JournalRecord.ReadAll(Path))
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
