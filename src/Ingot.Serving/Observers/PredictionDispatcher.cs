using System.Threading.Channels;
using Ingot.Serving.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ingot.Serving.Observers;

/// <summary>Brings predictions to the observers, beside the requests.</summary>
internal sealed class PredictionDispatcher : BackgroundService
{
    private const int Capacity = 4096;

    private readonly Channel<PredictionEvent> _events;
    private readonly IPredictionObserver[] _observers;
    private readonly ILogger<PredictionDispatcher> _logger;

    public PredictionDispatcher(IEnumerable<IPredictionObserver> observers, ServingMetrics metrics, ILogger<PredictionDispatcher> logger)
    {
        _observers = [.. observers];
        _logger = logger;
        _events = Channel.CreateBounded<PredictionEvent>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }, _ => metrics.Dropped());
    }

    /// <summary>Whether anybody wants to be told.</summary>
    public bool HasObservers => _observers.Length > 0;

    /// <summary>Takes a prediction; never waits.</summary>
    public void Post(PredictionEvent prediction) => _events.Writer.TryWrite(prediction);

    /// <summary>Lets the observers finish what they were sent.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _events.Writer.TryComplete();
        if (ExecuteTask is { } running)
        {
            await Task.WhenAny(running, Task.Delay(Timeout.Infinite, cancellationToken));
        }

        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var prediction in _events.Reader.ReadAllAsync(stoppingToken))
            {
                foreach (var observer in _observers)
                {
                    await TellAsync(observer, prediction, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server has no more time for observers.
        }
    }

    private async Task TellAsync(IPredictionObserver observer, PredictionEvent prediction, CancellationToken stopping)
    {
        try
        {
            await observer.ObserveAsync(prediction, stopping);
        }
#pragma warning disable CA1031 // An observer's failure is logged, and must not keep the others from what they are told.
        catch (Exception e) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            _logger.LogError(e, "The observer {Observer} failed at a prediction of {Model} {Version}.", observer.GetType().FullName, prediction.Model, prediction.Version);
        }
    }
}
