namespace Ingot.Monitoring.Predictions;

/// <summary>A store cannot take rows now, and may be able to later.</summary>
internal sealed class StoreUnavailableException(string message, Exception inner) : Exception(message, inner);
