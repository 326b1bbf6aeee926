using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;

namespace Ingot.Monitoring.Predictions;

/// <summary>How a <see cref="PredictionLog"/> works.</summary>
public sealed record PredictionLogOptions
{
    /// <summary>The folder. Several processes may write into one.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// The share of requests that is logged, from 0 to 1; default 1. Which ones, the hash of a request's id decides: the same
    /// id is always in the sample or never, and what is in a smaller sample is in every larger one.
    /// </summary>
    public double SampleRate { get; init; } = 1;

    /// <summary>How many requests may wait to be written; default 10,000. More are dropped and counted.</summary>
    public int Capacity { get; init; } = 10_000;

    /// <summary>How many bytes the waiting requests may take, as estimated from their values; default 64 MB.</summary>
    public long CapacityBytes { get; init; } = 64L << 20;

    /// <summary>The longest that a request waits until it is on the disk; default 1 s. A kill loses no more than that.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Bytes of a journal after which it becomes a Parquet file; default 64 MB.</summary>
    public long RollBytes { get; init; } = 64L << 20;

    /// <summary>Rows of a journal after which it becomes a Parquet file; default 500,000.</summary>
    public long RollRows { get; init; } = 500_000;

    /// <summary>Age of a journal after which it becomes a Parquet file; default 15 minutes.</summary>
    public TimeSpan RollAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How many bytes of journals may be in the folder, of all processes; default 2 GB. They are there when what stores them does
    /// not work. More requests are dropped and counted.
    /// </summary>
    public long MaxJournalBytes { get; init; } = 2L << 30;

    /// <summary>Where the rows go; null: Parquet files in <see cref="Folder"/>. A store may be used by several logs.</summary>
    public PredictionStore? Store { get; init; }

    /// <summary>
    /// How long predictions are kept; a day or more, default null: for ever. A day of them is deleted when all of it is older
    /// than that; a day of labels a day later, and not before the predictions are deleted that came up to the day after it, so
    /// that no row loses its label. Any process that has the log open deletes, when it opens it and every <see cref="RollAfter"/>.
    /// </summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>Columns that are not logged, by name; columns that are not features never are unless <see cref="HashedColumns"/> has them.</summary>
    public IReadOnlyList<string> DroppedColumns { get; init; } = [];

    /// <summary>
    /// Columns of which a hash is logged, by name: HMAC-SHA-256 of the column's name, a zero character and the value as text,
    /// in lower-case hexadecimal. Equal values stay equal, so rows can be grouped, and nobody without the key can try values.
    /// </summary>
    public IReadOnlyList<string> HashedColumns { get; init; } = [];

    /// <summary>The key of the hashes, 16 bytes at least; needed when there are <see cref="HashedColumns"/>. It is written nowhere.</summary>
    public ReadOnlyMemory<byte> HashKey { get; init; }

    /// <summary>Takes what the log has to say; called by its own threads. Null: nobody hears it.</summary>
    public IDiagnosticSink? Diagnostics { get; init; }

    /// <summary>The columns of <see cref="DroppedColumns"/> and <see cref="HashedColumns"/> that none of some models has: what was meant by a misspelt name is logged as it is.</summary>
    /// <param name="schemas">The models' schemas.</param>
    public IReadOnlyList<string> UnknownColumns(IEnumerable<ModelSchema> schemas)
    {
        var known = schemas.SelectMany(s => s.Columns).Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        return [.. DroppedColumns.Concat(HashedColumns).Where(c => !known.Contains(c)).Distinct(StringComparer.Ordinal)];
    }

    /// <exception cref="IngotException">INGOT8005: options contradict each other or are out of their range.</exception>
    internal void Check()
    {
        const int leastKey = 16;
        var wrong =
            string.IsNullOrWhiteSpace(Folder) ? "it has no folder; name one"
            : !(SampleRate is >= 0 and <= 1) ? FormattableString.Invariant($"the sample rate is {SampleRate}; give one from 0 to 1")
            : Capacity < 1 || CapacityBytes < 1 ? "its capacity is less than 1; give at least one request and one byte"
            : FlushInterval <= TimeSpan.Zero || RollAfter <= TimeSpan.Zero ? "an interval is not longer than 0; give a longer one"
            : RollBytes < 1 || RollRows < 1 || MaxJournalBytes < 1 ? "a limit of its files is less than 1; give at least one byte and one row"
            : Retention is { } kept && kept < TimeSpan.FromDays(1) ? FormattableString.Invariant($"predictions are to be kept for {kept}; give a day or more, or null to keep them for ever")
            : HashedColumns.Count > 0 && HashKey.Length < leastKey ? FormattableString.Invariant($"column '{HashedColumns[0]}' is to be hashed with a key of {DiagnosticText.Count(HashKey.Length, "byte")}; give a secret key of {leastKey} bytes or more, or drop the column")
            : HashedColumns.FirstOrDefault(h => DroppedColumns.Contains(h, StringComparer.Ordinal)) is { } both ? $"column '{both}' is to be both dropped and hashed; choose one"
            : null;
        if (wrong is not null)
        {
            throw new IngotException(MonitorDiagnostics.InvalidLogOptions.At(
                SourceLocation.None, $"The prediction log cannot be set up: {wrong}."));
        }
    }
}
