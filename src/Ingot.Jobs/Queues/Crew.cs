using Ingot.Core.Diagnostics;
using Ingot.Jobs.Batches;
using Ingot.Jobs.Workers;

namespace Ingot.Jobs.Queues;

/// <summary>
/// Asks for units of a queue, and sees to it that there are workers who do them as long as it is not disposed of: those that end without being told to are started anew.
/// </summary>
public sealed class Crew : IAsyncDisposable
{
    // Workers that have not noticed by then that they may go, or never began, are ended by their scheduler.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private readonly QueueFolder _queue;
    private readonly CrewPlan _plan;
    private readonly TimeProvider _time;
    private readonly IDiagnosticSink _diagnostics;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _driving;
    private volatile CrewFolder? _working;
    private bool _isCanceled;

    private Crew(QueueFolder queue, CrewPlan plan, TimeProvider time, IDiagnosticSink diagnostics)
    {
        (_queue, _plan, _time, _diagnostics) = (queue, plan, time, diagnostics);
        _driving = Task.Run(DriveAsync);
    }

    /// <summary>Begins to have workers.</summary>
    /// <param name="queue">What they work on. One process at a time asks.</param>
    /// <param name="plan">Who they are.</param>
    /// <param name="time">The clock.</param>
    /// <param name="diagnostics">Is told of workers that are started again (INGOT9304).</param>
    public static Crew Start(QueueFolder queue, CrewPlan plan, TimeProvider time, IDiagnosticSink diagnostics)
    {
        ArgumentNullException.ThrowIfNull(queue);
        ArgumentNullException.ThrowIfNull(plan);
        return new Crew(queue, plan, time, diagnostics);
    }

    /// <summary>Has a unit done, and waits for its answer.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellation">Stops waiting: that the unit began then tells nothing of it.</param>
    /// <exception cref="IngotException">INGOT9301: the scheduler refuses; INGOT9307: its workers end without doing anything.</exception>
    public async Task<string> AskAsync(string request, CancellationToken cancellation)
    {
        var unit = _queue.Ask(request);
        try
        {
            while (true)
            {
                if (unit.Answer is { } answer)
                {
                    _queue.Close(unit);
                    return answer;
                }

                if (_driving.IsCompleted)
                {
                    await _driving;
                }

                await Task.Delay(Look, _time, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            _isCanceled = true;
            throw;
        }
    }

    /// <summary>Sends the workers home.</summary>
    public async ValueTask DisposeAsync()
    {
        _working?.Close();
        if (!_isCanceled)
        {
            await Task.WhenAny(_driving, Task.Delay(Farewell, _time));
        }

        await _end.CancelAsync();
        try
        {
            await _driving;
        }
        catch (Exception e) when (e is OperationCanceledException or IngotException)
        {
            // Whoever asked has heard of it.
        }

        if (_isCanceled)
        {
            foreach (var unit in _queue.Open.Where(u => u.Answer is null))
            {
                unit.Withdraw();
            }
        }

        _end.Dispose();
    }

    private async Task DriveAsync()
    {
        while (true)
        {
            var (crew, isResumed) = CrewFolder.Open(_queue, _plan.Root, _plan.Workers, _plan.Command, _plan.MaxAttempts);
            var asked = _queue.Open.Where(u => u.Answer is null).Select(u => (Unit: u, u.Attempts)).ToList();
            await using (var asker = UnitClaim.Replace(crew.AskerFile, _time))
            {
                _working = crew;
                await new BatchRun(_plan.Scheduler, _time, _diagnostics).RunAsync(crew.Batch, _ => { }, _end.Token);
            }

            if (crew.IsClosed)
            {
                return;
            }

            // Of a crew that was found, nobody knows when it ended; and one may have had nothing to do.
            if (!isResumed && asked.Count > 0 && asked.TrueForAll(a => a.Unit.Answer is null && a.Unit.Attempts == a.Attempts))
            {
                throw new IngotException(JobDiagnostics.NoWork.At(SourceLocation.None, $"All workers that {_plan.Scheduler.Name} started have ended without doing anything: {Said(crew.Batch)}. Expected that they do what is asked of them. What they wrote is in {crew.Batch.FullPath}."));
            }
        }
    }

    private static string Said(BatchFolder batch)
    {
        var unit = batch.Units[0];
        var result = unit.Result!;
        var text = $"{unit.Error} {unit.Output}".Trim();
        return result.Lost is { } lost ? lost.Reason
            : FormattableString.Invariant($"the first one with exit code {result.ExitCode} on {result.Machine}, saying '{DiagnosticText.Shorten(text.Length == 0 ? "nothing" : text)}'");
    }
}
