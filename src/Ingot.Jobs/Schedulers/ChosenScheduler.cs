namespace Ingot.Jobs.Schedulers;

/// <summary>A scheduler as a person chose it.</summary>
/// <param name="Scheduler">The scheduler.</param>
/// <param name="Attempts">How often a unit may begin whose machine is lost.</param>
public sealed record ChosenScheduler(IScheduler Scheduler, int Attempts) : IAsyncDisposable
{
    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Scheduler is IAsyncDisposable local)
        {
            await local.DisposeAsync();
        }

        (Scheduler as IDisposable)?.Dispose();
    }
}
