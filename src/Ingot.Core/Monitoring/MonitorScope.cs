namespace Ingot.Core.Monitoring;

/// <summary>What something that is measured in production belongs to.</summary>
public enum MonitorScope
{
    /// <summary>The window as a whole.</summary>
    Window,

    /// <summary>A feature; a gate that names none means all of them.</summary>
    Column,

    /// <summary>Rows with their answers: all of them, or a slice.</summary>
    Rows,
}
