using System.Collections.Concurrent;
using Ingot.Core.Diagnostics;
using Ingot.Monitoring.Predictions;

namespace Ingot.Monitoring.Journals;

/// <summary>
/// The thread that stores finished journals, and those that killed processes left. When the disk or the store refuses, a
/// journal stays where it is, and is tried again with the next one. Then it deletes what is old.
/// </summary>
internal sealed class CompactionQueue : IDisposable
{
    private readonly JournalFolder _folder;
    private readonly PredictionStore _store;
    private readonly TimeSpan? _retention;
    private readonly TimeProvider _time;
    private readonly IDiagnosticSink? _diagnostics;
    private readonly BlockingCollection<Work> _work = [];
    private readonly List<string> _waiting = [];
    private readonly Thread _thread;
    private bool _cannotDelete;
    private bool _isUnavailable;

    /// <param name="folder">The journals.</param>
    /// <param name="store">Where their rows go.</param>
    /// <param name="retention">How long these are kept; null: for ever.</param>
    /// <param name="time">The clock.</param>
    /// <param name="diagnostics">Who hears what went wrong.</param>
    public CompactionQueue(JournalFolder folder, PredictionStore store, TimeSpan? retention, TimeProvider time, IDiagnosticSink? diagnostics)
    {
        _folder = folder;
        _store = store;
        _retention = retention;
        _time = time;
        _diagnostics = diagnostics;
        _thread = new Thread(Run) { IsBackground = true, Name = "Ingot prediction log, store" };
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
            try
            {
                for (var i = 0; i < _waiting.Count;)
                {
                    if (TryStore(_waiting[i], isLeftOver: false))
                    {
                        _waiting.RemoveAt(i);
                    }
                    else
                    {
                        i++;
                    }
                }

                foreach (var journal in _folder.LeftOver())
                {
                    TryStore(journal, isLeftOver: true);
                }

                DeleteOld();
                _isUnavailable = false;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Refused(_folder.Path, e);
            }
            catch (StoreUnavailableException e)
            {
                // What else waits would be refused as well.
                Unavailable(e);
            }

            work.Done.SetResult();
        }
    }

    /// <summary>Says it once, until all that is old could be deleted.</summary>
    private void DeleteOld()
    {
        var refusal = _retention is { } retention ? _store.DeleteOld(retention, _time.GetUtcNow()) : null;
        if (refusal is not null && !_cannotDelete)
        {
            _diagnostics?.Report(MonitorDiagnostics.OldDaysNotDeleted.At(
                new SourceLocation(_folder.Root),
                $"Predictions or labels that are older than the log keeps them cannot be deleted: {refusal.Message.TrimEnd('.')}. Give the process the right to delete them; it is tried again."));
        }

        _cannotDelete = refusal is not null;
    }

    /// <summary>Whether nothing more is to be done for the journal.</summary>
    /// <exception cref="StoreUnavailableException">The store refused for now.</exception>
    private bool TryStore(string journal, bool isLeftOver)
    {
        try
        {
            var rows = _store.Store(new FinishedJournal(journal));
            if (isLeftOver)
            {
                _diagnostics?.Report(MonitorDiagnostics.JournalRecovered.At(
                    new SourceLocation(journal),
                    $"A process ended without finishing this journal; its {DiagnosticText.Count(rows, "whole row")} {DiagnosticText.Agree(rows, "is", "are")} in the prediction log now. Nothing needs to be done."));
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Refused(journal, e);
            return false;
        }
#pragma warning disable CA1031 // One journal that cannot be read must not stand in the way of all others for ever: it is set aside and reported.
        catch (Exception e) when (e is not StoreUnavailableException)
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
            $"The journal cannot be stored: {why.GetType().Name}: {why.Message.TrimEnd('.')}. It is kept under this name, and its rows are missing in the log; report the error, or delete the file."));
        return true;
    }

    /// <summary>Says it once, until a whole turn succeeded.</summary>
    private void Unavailable(StoreUnavailableException e)
    {
        if (!_isUnavailable)
        {
            _isUnavailable = true;
            _diagnostics?.Report(MonitorDiagnostics.StoreUnavailable.At(
                new SourceLocation(_folder.Path),
                $"The journals of the prediction log cannot be stored: {e.Message.TrimEnd('.')}. Nothing is lost yet: they stay in this folder, up to the size that the log allows, and are stored as soon as that is possible."));
        }
    }

    private void Refused(string path, Exception e) => _diagnostics?.Report(MonitorDiagnostics.LogNotWritten.At(
        new SourceLocation(path),
        $"The journal cannot be stored, because the file system refused: {e.Message.TrimEnd('.')}. Nothing is lost; make room, or let the process write into the folder, and it is tried again."));

    private sealed record Work(IReadOnlyList<string> Journals, TaskCompletionSource Done);
}
