using Ingot.Releases.Channels;

namespace Ingot.Serving.Pages;

/// <summary>A channel of a package, as it can be changed.</summary>
public sealed record ChannelView
{
    /// <summary>The channel.</summary>
    public required ChannelOverview Channel { get; init; }

    /// <summary>What it asks for.</summary>
    public required ChannelRules Rules { get; init; }

    /// <summary>The versions that are known here, the newest first; others can be typed.</summary>
    public required IReadOnlyList<string> Versions { get; init; }

    /// <summary>The repository's keys as JSON: identities by the ids of their keys.</summary>
    public required string Keys { get; init; }

    /// <summary>The version that is looked at; null: none.</summary>
    public CandidateView? Candidate { get; init; }

    /// <summary>The version as it was asked for; null: none was.</summary>
    public string? Asked { get; init; }

    /// <summary>What was not done, and why; null: nothing was refused.</summary>
    public PageProblem? Problem { get; init; }

    /// <summary>What was done; null: nothing.</summary>
    public string? Notice { get; init; }

    /// <summary>The versions that it can go back to, the last one first.</summary>
    public IReadOnlyList<string> Returns =>
    [
        .. Channel.State.Previous.Select(r => r.Version).Where(v => v != Channel.State.Current?.Version && !Channel.State.IsRetired(v)).Distinct(StringComparer.Ordinal),
    ];
}
