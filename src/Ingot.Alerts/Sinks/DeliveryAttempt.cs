namespace Ingot.Alerts.Sinks;

/// <summary>What came of one attempt.</summary>
/// <param name="Delivery">The outcome.</param>
/// <param name="IsTransient">Whether another attempt may help.</param>
/// <param name="RetryAfter">How long the other side asks to wait; null: it does not say.</param>
internal sealed record DeliveryAttempt(AlertDelivery Delivery, bool IsTransient = false, TimeSpan? RetryAfter = null);
