using System.Collections.Concurrent;
using Ingot.Artifacts;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>
/// The records that were read in this run of MSBuild: a build asks twice, for its restore and for itself. What they tell of is looked at each time; they
/// themselves are read again only where their files are others.
/// </summary>
internal sealed class ReadRecords
{
    private readonly ConcurrentDictionary<string, (FileState File, UpToDateRecord Record)> _records = new(StringComparer.Ordinal);

    /// <summary>Those of the running build.</summary>
    /// <param name="engine">The running build.</param>
    public static ReadRecords Of(IBuildEngine engine)
    {
        if (engine is not IBuildEngine4 running)
        {
            return new ReadRecords();
        }

        if (running.GetRegisteredTaskObject(typeof(ReadRecords).FullName, RegisteredTaskObjectLifetime.Build) is ReadRecords known)
        {
            return known;
        }

        var read = new ReadRecords();
        running.RegisterTaskObject(typeof(ReadRecords).FullName, read, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: true);
        return read;
    }

    /// <summary>A record; null when there is none that holds.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="key">The user's own key.</param>
    /// <param name="states">The file system.</param>
    public UpToDateRecord? TryRead(string path, SealKey key, FileStates states)
    {
        if (states.OfFile(path) is not { } file)
        {
            return null;
        }

        if (_records.TryGetValue(path, out var known) && known.File == file)
        {
            return known.Record;
        }

        var record = UpToDateRecord.TryRead(path, key);
        if (record is not null)
        {
            _records[path] = (file, record);
        }

        return record;
    }
}
