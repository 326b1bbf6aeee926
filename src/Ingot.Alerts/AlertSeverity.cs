namespace Ingot.Alerts;

/// <summary>How bad it is, the worse the greater.</summary>
public enum AlertSeverity
{
    /// <summary>Something happened that people want to know of.</summary>
    Information,

    /// <summary>Something may be wrong: it is not proven that a law is kept, or nothing is known.</summary>
    Warning,

    /// <summary>Something is wrong.</summary>
    Error,
}
