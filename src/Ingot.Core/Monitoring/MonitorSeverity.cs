namespace Ingot.Core.Monitoring;

/// <summary>What came of one threshold of a monitor gate, the worse the greater.</summary>
internal enum MonitorSeverity
{
    /// <summary>The law is kept.</summary>
    Kept,

    /// <summary>It cannot be known yet.</summary>
    NotYet,

    /// <summary>The value is beyond the threshold, and chance alone may have done it.</summary>
    Perhaps,

    /// <summary>The gate asks for proof that the law is kept, and there is none.</summary>
    NotProvenKept,

    /// <summary>The law is broken.</summary>
    Broken,
}
