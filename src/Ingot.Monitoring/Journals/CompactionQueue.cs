using System.Collections.Concurrent;
using Ingot.Core.Diagnostics;

namespace Ingot.Monitoring.Journals;

/// <summary>
/// The thread that makes Parquet files of finished journals, and of those that killed processes left. When the disk refuses,
/// a journal stays where it is, and is tried again with the next one. Then it deletes what is old.
/// </summary>
internal sealed class CompactionQueue : IDisposable
{
    private readonly JournalFolder _folder;
    private readonly JournalCompactor _compactor;
    private readonly LogRetention? _retention;
    private readonly IDiagnosticSink? _diagnostics;
    private readonly BlockingCollection<Work> _work = [];
    private readonly List<string> _waiting = [];
    private readonly Thread _thread;
    private bool _cannotDelete;

    /// <param name="folder">The journals.</param>
    /// <param name="storage">The file system.</param>
    /// <param name="retention">What deletes old days; null: nothing does.</param>
    /// <param name="diagnostics">Who hears what went wrong.</param>
    public CompactionQueue(JournalFolder folder, ILogStorage storage, LogRetention? retention, IDiagnosticSink? diagnostics)
    {
        _folder = folder;
        _compactor = new JournalCompactor(folder.Root, storage);
        _retention = retention;
        _diagnostics = diagnostics;
        _thread = new Thread(Run) { IsBackground = true, Name = "Ingot prediction log, Parquet" };
        _thread.Start();
    }

    /// <summary>Hands over finished journals, and looks for left-over ones.</summary>
    /// <returns>Ends when all of them, and all that was handed over before, were tried.</returns>
    public Task Add(IReadOnlyList<string> journals)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(new Work(journals, done));
        return done.Task;
    }

    /// <summary>Waits until all work is done.</summary>
    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
    }

    private void Run()
    {
        foreach (var work in _work.GetConsumingEnumerable())
        {
            _waiting.AddRange(work.Journals);
            _waiting.RemoveAll(j => TryCompact(j, isLeftOver: false));
            try
            {
                foreach (var journal in _folder.LeftOver())
                {
                    TryCompact(journal, isLeftOver: true);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Refused(_folder.Path, e);
            }

            DeleteOld();
            work.Done.SetResult();
        }
    }

    /// <summary>Says it once, until all that is old could be deleted.</summary>
    private void DeleteOld()
    {
        var refusal = _retention?.Apply();
        if (refusal is not null && !_cannotDelete)
        {
            _diagnostics?.Report(MonitorDiagnostics.OldDaysNotDeleted.At(
                new SourceLocation(_folder.Root),
                $"Predictions or labels that are older than the log keeps them cannot be deleted, because the file system refused: {refusal.Message.TrimEnd('.')}. Let the process delete in the folder; it is tried again. See docs/diagnostics.md#ingot8006."));
        }

        _cannotDelete = refusal is not null;
    }

    /// <summary>Whether nothing more is to be done for the journal.</summary>
    private bool TryCompact(string journal, bool isLeftOver)
    {
        try
        {
            var rows = _compactor.Compact(journal);
            if (isLeftOver)
            {
                _diagnostics?.Report(MonitorDiagnostics.JournalRecovered.At(
                    new SourceLocation(journal),
                    $"A process ended without finishing this journal; its {rows:N0} whole rows are in the prediction log now. Nothing is to be done. See docs/diagnostics.md#ingot8002."));
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Refused(journal, e);
            return false;
        }
#pragma warning disable CA1031 // One journal that cannot be read must not stand in the way of all others for ever: it is set aside and reported.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return SetAside(journal, e);
        }
    }

    private bool SetAside(string journal, Exception why)
    {
        var aside = journal + ".damaged";
        try
        {
            File.Move(journal, aside, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Refused(journal, e);
            return false;
        }

        _diagnostics?.Report(MonitorDiagnostics.JournalUnreadable.At(
            new SourceLocation(aside),
            $"The journal cannot be made a Parquet file: {why.GetType().Name}: {why.Message.TrimEnd('.')}. It is kept under this name, and its rows are missing in the log; report the error, or delete the file. See docs/diagnostics.md#ingot8003."));
        return true;
    }

    private void Refused(string path, Exception e) => _diagnostics?.Report(MonitorDiagnostics.LogNotWritten.At(
        new SourceLocation(path),
        $"No Parquet file can be made of the journal, because the file system refused: {e.Message.TrimEnd('.')}. Nothing is lost; make room, or let the process write into the folder, and it is tried again. See docs/diagnostics.md#ingot8001."));

    private sealed record Work(IReadOnlyList<string> Journals, TaskCompletionSource Done);
}
