namespace Ingot.Core.Specs;

/// <summary>What makes a model be trained again.</summary>
public enum RetrainTriggerKind
{
    /// <summary>A monitor gate on drift has failed.</summary>
    Drift,

    /// <summary>A monitor gate on a metric, on labelled rows or estimated, has failed.</summary>
    Performance,

    /// <summary>So many labelled rows have come since the last time.</summary>
    NewData,

    /// <summary>So much time has passed since the last time.</summary>
    Schedule,
}
