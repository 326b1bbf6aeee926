using System.Collections.Concurrent;
using Ingot.Jobs.Batches;
using Ingot.Jobs.Workers;

namespace Ingot.Jobs.Schedulers;

/// <summary>This machine: so many units at a time, which end with this process.</summary>
/// <param name="worker">Does a unit.</param>
/// <param name="parallel">How many at a time.</param>
public sealed class LocalScheduler(UnitWorker worker, int parallel) : IScheduler, IAsyncDisposable
{
    private readonly SemaphoreSlim _places = new(parallel);
    private readonly ConcurrentDictionary<int, UnitStatus> _states = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _tasks = [];

    /// <inheritdoc/>
    public string Name => "local";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string?>? Variables { get; } = new Dictionary<string, string?>();

    /// <inheritdoc/>
    public TimeSpan Interval { get; } = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    public TimeSpan Lateness => TimeSpan.Zero;

    /// <inheritdoc/>
    public Task<int> MaxUnitsAsync(CancellationToken cancellation) => Task.FromResult(int.MaxValue);

    /// <inheritdoc/>
    public Task<string> SubmitAsync(BatchFolder batch, Submission submission, CancellationToken cancellation)
    {
        foreach (var unit in submission.Content.Units)
        {
            _states[unit] = new UnitStatus(UnitState.Waiting, "waits for its turn");
            _tasks.Add(Task.Run(() => RunAsync(batch, unit), CancellationToken.None));
        }

        return Task.FromResult(submission.Content.Name);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<int, UnitStatus>?> StatesAsync(Submission submission, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<int, UnitStatus>?>(submission.Content.Units.Where(_states.ContainsKey).ToDictionary(u => u, u => _states[u]));

    /// <inheritdoc/>
    public Task CancelAsync(Submission submission) => _stop.CancelAsync();

    /// <summary>Ends what still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_tasks);
        _stop.Dispose();
        _places.Dispose();
    }

    private async Task RunAsync(BatchFolder batch, int unit)
    {
        try
        {
            await _places.WaitAsync(_stop.Token);
            try
            {
                _states[unit] = new UnitStatus(UnitState.Running, "runs");
                await worker.RunAsync(batch, unit, _stop.Token);
                _states[unit] = new UnitStatus(UnitState.Gone, "ended without a result");
            }
            finally
            {
                _places.Release();
            }
        }
        catch (OperationCanceledException)
        {
            _states[unit] = new UnitStatus(UnitState.Gone, "stopped");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _states[unit] = new UnitStatus(UnitState.Gone, e.Message);
        }
    }
}
