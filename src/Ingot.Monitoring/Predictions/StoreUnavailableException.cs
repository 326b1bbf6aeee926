namespace Ingot.Monitoring.Predictions;

/// <summary>A store cannot take rows now, and may be able to later.</summary>
/// <param name="message">Why, as a sentence for whoever runs the process.</param>
/// <param name="inner">What the store said.</param>
public sealed class StoreUnavailableException(string message, Exception inner) : Exception(message, inner);
