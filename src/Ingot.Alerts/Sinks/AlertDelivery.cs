namespace Ingot.Alerts.Sinks;

/// <summary>What came of sending an alert.</summary>
/// <param name="IsDelivered">Whether the other side took it.</param>
/// <param name="Answer">What it answered, or why there is no answer: a status or a cause, never what the other side wrote, and no address.</param>
public sealed record AlertDelivery(bool IsDelivered, string Answer);
