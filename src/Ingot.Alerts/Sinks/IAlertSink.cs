namespace Ingot.Alerts.Sinks;

/// <summary>A place to which alerts are sent.</summary>
public interface IAlertSink
{
    /// <summary>What it is called in messages, in the book and in settings: <c>webhook</c>, <c>Slack</c>, <c>Teams</c> or <c>mail</c>. Never its address, which is a secret.</summary>
    string Name { get; }

    /// <summary>Sends an alert, with retries. What goes wrong is in the result; nothing is thrown but for the cancellation.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="cancellation">Ends it.</param>
    Task<AlertDelivery> SendAsync(Alert alert, CancellationToken cancellation);
}
