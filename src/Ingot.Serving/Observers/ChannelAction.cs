namespace Ingot.Serving.Observers;

/// <summary>What was done to a channel.</summary>
public enum ChannelAction
{
    /// <summary>It was given to a version.</summary>
    Promoted,

    /// <summary>It was given back to a version that held it before.</summary>
    RolledBack,

    /// <summary>A version was retired.</summary>
    Retired,
}
