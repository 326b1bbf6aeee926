namespace Ingot.Alerts.Sinks;

/// <summary>How long sending an alert may take.</summary>
public sealed record DeliveryOptions
{
    /// <summary>How long one attempt may take. Default: 10 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Attempts in all. Default: 4.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>The pause after the first attempt; it doubles with each one. Default: 1 second.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause that the other side may ask for by <c>Retry-After</c>; it is not waited longer, and the alert stays unsent. Default: 30 seconds.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);
}
