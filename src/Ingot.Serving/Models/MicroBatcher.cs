namespace Ingot.Serving.Models;

/// <summary>
/// Scores the rows of several requests in one run. Nobody waits for company: a request that finds a free place runs at once,
/// and what arrives while all places are taken is the next run's batch. So batches grow with the load only.
/// </summary>
internal sealed class MicroBatcher
{
    private readonly Lock _gate = new();
    private readonly Queue<PendingRun> _waiting = new();
    private readonly int _maxRows;
    private readonly int _maxRuns;
    private readonly Func<InputBatch, CancellationToken, OutputBatch> _run;
    private readonly Action<int, int>? _observe;
    private int _running;

    /// <param name="run">Scores a batch; it makes sure by itself that its model lives as long.</param>
    /// <param name="maxRows">Rows of a run; a request with more runs alone.</param>
    /// <param name="maxRuns">Runs at the same time.</param>
    /// <param name="observe">Is told the requests and the rows of each run.</param>
    public MicroBatcher(Func<InputBatch, CancellationToken, OutputBatch> run, int maxRows, int maxRuns, Action<int, int>? observe = null)
    {
        _run = run;
        _maxRows = maxRows;
        _maxRuns = maxRuns;
        _observe = observe;
    }

    /// <summary>Scores the rows of one request.</summary>
    public Task<OutputBatch> RunAsync(InputBatch batch, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_running >= _maxRuns)
            {
                var pending = new PendingRun(batch, cancellation);
                _waiting.Enqueue(pending);
                return pending.Task;
            }

            _running++;
        }

        try
        {
            _observe?.Invoke(1, batch.Rows);
            return Task.FromResult(_run(batch, cancellation));
        }
        finally
        {
            Next();
        }
    }

    /// <summary>Frees the place, or gives it to those who wait.</summary>
    private void Next()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _running--;
                return;
            }
        }

        // The request that just finished must not wait for those behind it.
        ThreadPool.UnsafeQueueUserWorkItem(static b => b.Drain(), this, preferLocal: false);
    }

    private void Drain()
    {
        while (true)
        {
            List<PendingRun> taken;
            lock (_gate)
            {
                taken = Take();
                if (taken.Count == 0 && _waiting.Count == 0)
                {
                    _running--;
                    return;
                }
            }

            Run(taken);
        }
    }

    private List<PendingRun> Take()
    {
        var taken = new List<PendingRun>();
        var rows = 0;
        while (_waiting.TryPeek(out var next) && (taken.Count == 0 || rows + next.Batch.Rows <= _maxRows))
        {
            _waiting.Dequeue();
            if (!next.Task.IsCompleted)
            {
                taken.Add(next);
                rows += next.Batch.Rows;
            }
        }

        return taken;
    }

    private void Run(List<PendingRun> taken)
    {
        if (taken.Count <= 1)
        {
            taken.ForEach(RunAlone);
            return;
        }

        OutputBatch all;
        try
        {
            var together = new InputBatch(taken[0].Batch.Signature, taken.Sum(p => p.Batch.Rows));
            taken.ForEach(p => together.Append(p.Batch));
            _observe?.Invoke(taken.Count, together.Rows);

            // As long as one of them waits.
            using var patience = new JointCancellation([.. taken.Select(p => p.Cancellation)]);
            all = _run(together, patience.Token);
        }
#pragma warning disable CA1031 // Whatever one request's rows brought about must not be the others' failure: each is tried alone.
        catch (Exception)
#pragma warning restore CA1031
        {
            taken.ForEach(RunAlone);
            return;
        }

        var start = 0;
        foreach (var pending in taken)
        {
            pending.Succeed(all.Slice(start, pending.Batch.Rows));
            start += pending.Batch.Rows;
        }
    }

    private void RunAlone(PendingRun pending)
    {
        try
        {
            _observe?.Invoke(1, pending.Batch.Rows);
            pending.Succeed(_run(pending.Batch, pending.Cancellation));
        }
#pragma warning disable CA1031 // The failure is its request's, which awaits it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            pending.Fail(e);
        }
    }
}
