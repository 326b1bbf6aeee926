namespace Ingot.Alerts.Watching;

/// <summary>How a look at production found a thing.</summary>
public enum WatchedOutcome
{
    /// <summary>It cannot be told, or not yet: that neither opens an alert nor closes one.</summary>
    Unknown,

    /// <summary>All is well.</summary>
    Passing,

    /// <summary>It is not.</summary>
    Failing,
}
