using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Monitoring.Journals;

namespace Ingot.Monitoring.Predictions;

/// <summary>
/// Logs what models were asked and what they said, without holding requests up: adding never waits, memory is bounded, and what
/// cannot be written is dropped and counted. Every <see cref="PredictionLogOptions.FlushInterval"/> what waits goes into a
/// journal, on the disk (labels that it refuses wait for the next time); a journal that is full or old becomes Parquet files in
/// <c>predictions/ingot_package=…/ingot_version=…/ingot_date=…/</c>, and labels in <c>labels/ingot_package=…/ingot_date=…/</c>.
/// A killed process loses what it had not yet written; the journals that it leaves are finished by the next process, or by
/// another one that writes into the folder.
/// </summary>
public sealed class PredictionLog : IAsyncDisposable
{
    private readonly PredictionLogOptions _options;
    private readonly TimeProvider _time;
    private readonly PendingItems _pending;
    private readonly RequestSample _sample;
#pragma warning disable CA2213 // Disposed of by a thread that may wait for the disk.
    private readonly LogWriter _writer;
#pragma warning restore CA2213
    private long _sampledOut;
    private long _sequence;
    private volatile bool _disposed;

    /// <summary>Opens a log; makes its folder.</summary>
    /// <param name="options">How it works.</param>
    /// <param name="time">The clock; null: the system's.</param>
    /// <exception cref="IngotException">INGOT8005: the options contradict each other.</exception>
    /// <exception cref="IOException">The folder cannot be made or written.</exception>
    public PredictionLog(PredictionLogOptions options, TimeProvider? time = null)
        : this(options, time ?? TimeProvider.System, new DiskStorage())
    {
    }

    internal PredictionLog(PredictionLogOptions options, TimeProvider time, ILogStorage storage)
    {
        options.Check();
        _options = options;
        _time = time;
        _pending = new PendingItems(options.Capacity, options.CapacityBytes);
        _sample = new RequestSample(options.SampleRate);
        _writer = new LogWriter(options, _pending, storage, time);
    }

    /// <summary>What became of the requests and labels so far.</summary>
    public LogCounters Counters => new(_writer.Written, _writer.Dropped, Interlocked.Read(ref _sampledOut), _pending.Count);

    /// <summary>The part of the log that belongs to one version of a model.</summary>
    /// <param name="packageId">The package's id.</param>
    /// <param name="version">Its version.</param>
    /// <param name="schema">Its columns; those with the role Feature are logged unless the options say otherwise.</param>
    /// <exception cref="IngotException">INGOT8004: a column has a name of the log's own.</exception>
    /// <exception cref="ArgumentException">Id or version has characters that no NuGet package's has.</exception>
    public ModelLog Open(string packageId, string version, ModelSchema schema)
    {
        if (!Columns.LogSchema.IsSafe(packageId) || !Columns.LogSchema.IsSafe(version))
        {
            throw new ArgumentException($"'{DiagnosticText.Shorten(packageId)}' '{DiagnosticText.Shorten(version)}' are no id and version of a NuGet package.", nameof(packageId));
        }

        return new ModelLog(this, new PredictionSchema(packageId, version, schema, _options), new FeedbackSchema(packageId));
    }

    /// <summary>Ends when what was added before is on the disk, or dropped; labels that the disk refuses go on waiting.</summary>
    public Task FlushAsync() => _writer.FlushAsync(roll: false);

    /// <summary>Ends when what was added before is in Parquet files, or dropped, or the disk refused to make them.</summary>
    public Task RollAsync() => _writer.FlushAsync(roll: true);

    /// <summary>Writes what waits, and makes the journals Parquet files.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            await Task.Run(_writer.Dispose);
        }
    }

    internal bool TryAdd(PredictionSchema schema, PredictionEntry entry)
    {
        schema.Check(entry);
        if (!_sample.Contains(entry.Id))
        {
            Interlocked.Increment(ref _sampledOut);
            return true;
        }

        return TryAdd(new LogItem(schema.Log, LogItem.BytesOf(entry), IsLabel: false, batch => schema.Append(batch, entry)));
    }

    internal bool TryAdd(FeedbackSchema schema, FeedbackEntry entry)
    {
        var labelled = _time.GetUtcNow();
        var sequence = Interlocked.Increment(ref _sequence);
        return TryAdd(new LogItem(schema.Log, LogItem.BytesOf(entry), IsLabel: true, batch => FeedbackSchema.Append(batch, entry, labelled, sequence)));
    }

    private bool TryAdd(LogItem item)
    {
        if (_disposed || _writer.HasEnded || !_pending.TryAdd(item))
        {
            _writer.CountDropped(1);
            return false;
        }

        // A disk that refuses is asked again when its time comes, not at every request.
        if (_pending.IsHalfFull && !_writer.IsRefused)
        {
            _writer.Hurry();
        }

        return true;
    }
}
