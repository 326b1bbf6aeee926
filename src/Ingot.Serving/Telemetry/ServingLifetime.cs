using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ingot.Serving.Telemetry;

/// <summary>
/// Drains the server: when it is asked to stop, it says that it is not ready, goes on accepting requests until those who send them
/// had time to notice, and then lets the web server finish what it has begun.
/// </summary>
internal sealed class ServingLifetime(IOptions<ServingOptions> options, TimeProvider time, ILogger<ServingLifetime> logger) : IHostedLifecycleService
{
    /// <summary>Whether the server was asked to stop.</summary>
    public bool IsDraining { get; private set; }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        IsDraining = true;
        var delay = options.Value.Limits.DrainDelay;
        if (delay > TimeSpan.Zero)
        {
            logger.LogDraining(delay.TotalSeconds);
            try
            {
                await Task.Delay(delay, time, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                // The time for stopping is over: what is left must be quick.
            }
        }
    }
}
