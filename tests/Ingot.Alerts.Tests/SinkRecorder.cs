using System.Collections.Concurrent;
using Ingot.Alerts.Sinks;

namespace Ingot.Alerts.Tests;

/// <summary>A sink that remembers what it took.</summary>
internal sealed class SinkRecorder(string name = "webhook") : IAlertSink
{
    public string Name => name;

    /// <summary>Whether it takes anything.</summary>
    public bool Takes { get; set; } = true;

    /// <summary>What happens after it took one; a process that is killed there never hears of it.</summary>
    public Action Taken { get; set; } = () => { };

    public ConcurrentQueue<Alert> Alerts { get; } = new();

    public int Asked { get; private set; }

    public Task<AlertDelivery> SendAsync(Alert alert, CancellationToken cancellation)
    {
        Asked++;
        if (!Takes)
        {
            return Task.FromResult(new AlertDelivery(false, "503 ServiceUnavailable"));
        }

        Alerts.Enqueue(alert);
        Taken();
        return Task.FromResult(new AlertDelivery(true, "200 OK"));
    }

    /// <summary>What it took since it was last asked.</summary>
    public IReadOnlyList<string> Titles()
    {
        var titles = Alerts.Select(a => a.Title).ToList();
        Alerts.Clear();
        return titles;
    }
}
