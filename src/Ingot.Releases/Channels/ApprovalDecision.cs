namespace Ingot.Releases.Channels;

/// <summary>What a person said of a version for a channel.</summary>
public enum ApprovalDecision
{
    /// <summary>It may hold the channel.</summary>
    Approved,

    /// <summary>It may not.</summary>
    Rejected,

    /// <summary>It was promoted: what whoever promoted it signs.</summary>
    Promoted,
}
