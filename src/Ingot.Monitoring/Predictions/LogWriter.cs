using System.Collections.Concurrent;
using Ingot.Core.Diagnostics;
using Ingot.Monitoring.Columns;
using Ingot.Monitoring.Journals;

namespace Ingot.Monitoring.Predictions;

/// <summary>The thread that writes what waits into journals, so that no request waits for a disk.</summary>
internal sealed class LogWriter : IDisposable
{
    private const int MaxBatchRows = 8192;
    private const long MaxBatchBytes = 16L << 20;

    private readonly PredictionLogOptions _options;
    private readonly PendingItems _pending;
    private readonly TimeProvider _time;
    private readonly JournalFolder _folder;
    private readonly CompactionQueue _compaction;
    private readonly Dictionary<string, Journal> _journals = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Wish> _wishes = new();
    private readonly WakeSignal _wake = new();
    private readonly ITimer _timer;
    private readonly Thread _thread;
    private DateTimeOffset _lastRecovery;
    private long _room;
    private volatile bool _refused;
    private long _written;
    private long _dropped;
    private volatile bool _stopping;
    private volatile Exception? _end;

    public LogWriter(PredictionLogOptions options, PendingItems pending, ILogStorage storage, TimeProvider time)
    {
        _options = options;
        _pending = pending;
        _time = time;
        _folder = new JournalFolder(Path.GetFullPath(options.Folder), storage, time);
        _compaction = new CompactionQueue(_folder, options.Store ?? new ParquetStore(_folder.Root, storage), options.Retention, time, options.Diagnostics);
        _lastRecovery = time.GetUtcNow();
        Recovered = _compaction.Add([]);
        _thread = new Thread(Run) { IsBackground = true, Name = "Ingot prediction log" };
        _thread.Start();
        _timer = time.CreateTimer(_ => _wake.Set(), null, options.FlushInterval, options.FlushInterval);
    }

    public long Written => Interlocked.Read(ref _written);

    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Whether nothing is written any more: the log is closed, or its thread ended by an exception that nobody expected.</summary>
    public bool HasEnded => _end is not null;

    /// <summary>Whether the disk refused what was last written.</summary>
    public bool IsRefused => _refused;

    /// <summary>Ends when the journals that were left over at the start are stored.</summary>
    public Task Recovered { get; }

    /// <summary>Writes what waits before its time.</summary>
    public void Hurry() => _wake.Set();

    public void CountDropped(int items) => Interlocked.Add(ref _dropped, items);

    /// <summary>Ends when all that was added before is written or dropped, and, if wished, all journals are stored.</summary>
    public async Task FlushAsync(bool roll)
    {
        var wish = new Wish(roll);
        _wishes.Enqueue(wish);
        _wake.Set();
        if (_end is { } end)
        {
            throw new InvalidOperationException("The prediction log has ended.", end);
        }

        await (await wish.Written.Task).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _timer.Dispose();
        _stopping = true;
        _wake.Set();
        _thread.Join();
        _compaction.Dispose();
        _folder.Dispose();
    }

    private void Run()
    {
        try
        {
            while (!_stopping)
            {
                _wake.Wait();
                Turn();
            }

            Turn();
            Roll(_ => true);
            End(new ObjectDisposedException(nameof(PredictionLog)));
        }
#pragma warning disable CA1031 // The log must not take the server down; nothing is hidden.
        catch (Exception e)
#pragma warning restore CA1031
        {
            // From here on every request counts as dropped, and whoever flushes hears why.
            End(e);
            _options.Diagnostics?.Report(InfrastructureDiagnostics.Unexpected.At(
                SourceLocation.None, $"The prediction log ended with an unexpected error, and no longer logs anything: {e.GetType().Name}: {e.Message.TrimEnd('.')}. Start the process again, and report the error."));
        }
    }

    private void End(Exception why)
    {
        _end = why;
        while (_wishes.TryDequeue(out var wish))
        {
            wish.Written.SetException(why);
        }

        while (_pending.TryTake(out var item))
        {
            _pending.Free(1, item.Bytes);
            CountDropped(1);
        }
    }

    private void Turn()
    {
        var wishes = new List<Wish>();
        while (_wishes.TryDequeue(out var wish))
        {
            wishes.Add(wish);
        }

        _room = _options.MaxJournalBytes - _folder.Bytes();
        WriteAll();
        var now = _time.GetUtcNow();
        var rolled = Roll(j => wishes.Exists(w => w.Roll) || j.IsBroken || now - j.Opened >= _options.RollAfter);
        if (now - _lastRecovery >= _options.RollAfter)
        {
            _lastRecovery = now;
            rolled = _compaction.Add([]);
        }

        foreach (var wish in wishes)
        {
            wish.Written.SetResult(wish.Roll ? rolled ?? _compaction.Add([]) : Task.CompletedTask);
        }
    }

    private void WriteAll()
    {
        var batches = new Dictionary<string, (LogBatch Batch, List<LogItem> Items, long Bytes)>(StringComparer.Ordinal);

        // What comes meanwhile waits for the next turn, so that this one ends.
        for (var left = _pending.Count; left > 0 && _pending.TryTake(out var item); left--)
        {
            var (batch, items, bytes) = batches.GetValueOrDefault(item.Schema.Key, (new LogBatch(item.Schema), [], 0));
            item.Append(batch);
            items.Add(item);
            batches[item.Schema.Key] = (batch, items, bytes + item.Bytes);
            if (batch.Rows >= MaxBatchRows || bytes + item.Bytes >= MaxBatchBytes)
            {
                Write(batch, items, bytes + item.Bytes);
                batches.Remove(item.Schema.Key);
            }
        }

        foreach (var (batch, items, bytes) in batches.Values)
        {
            Write(batch, items, bytes);
        }
    }

    /// <summary>Writes items of one schema: all of them are labels, or none.</summary>
    private void Write(LogBatch batch, List<LogItem> items, long bytes)
    {
        var key = items[0].Schema.Key;
        try
        {
            if (!_journals.TryGetValue(key, out var journal))
            {
                journal = _folder.Create(_time.GetUtcNow());
                _journals.Add(key, journal);
            }

            var content = batch.ToBytes();
            if (content.Length > _room)
            {
                throw new IOException(FormattableString.Invariant($"the journals that wait to be stored may have no more than {_options.MaxJournalBytes:N0} bytes"));
            }

            _room -= content.Length;
            journal.Append(content, batch.Rows);
            Interlocked.Add(ref _written, items.Count);
            _pending.Free(items.Count, bytes);
            _refused = false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (items[0].IsLabel)
            {
                _pending.Return(items);
            }
            else
            {
                CountDropped(items.Count);
                _pending.Free(items.Count, bytes);
            }

            Refused(e);
        }

        Roll(j => j.IsBroken || j.Length >= _options.RollBytes || j.Rows >= _options.RollRows);
    }

    /// <summary>Finishes journals and hands them over; null when there is none.</summary>
    private Task? Roll(Func<Journal, bool> isDue)
    {
        var due = _journals.Where(j => isDue(j.Value)).ToList();
        foreach (var (key, journal) in due)
        {
            _journals.Remove(key);
            journal.Dispose();
        }

        return due.Count > 0 ? _compaction.Add([.. due.Select(j => j.Value.Path)]) : null;
    }

    /// <summary>Says it once, until something could be written again.</summary>
    private void Refused(Exception e)
    {
        if (!_refused)
        {
            _refused = true;
            _options.Diagnostics?.Report(MonitorDiagnostics.LogNotWritten.At(
                new SourceLocation(_folder.Path),
                $"Requests are not logged but dropped and counted, and labels wait, because they cannot be written: {e.Message.TrimEnd('.')}. Make room, let the process write into the folder, or see why journals are not stored; predictions are served all the same, and it is tried again with the next ones."));
        }
    }

    private sealed record Wish(bool Roll)
    {
        public TaskCompletionSource<Task> Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
