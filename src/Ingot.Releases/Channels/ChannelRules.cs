namespace Ingot.Releases.Channels;

/// <summary>What a channel asks of a version before it may hold it.</summary>
public sealed record ChannelRules
{
    /// <summary>How many people must approve, whoever promotes not counted. Default 0.</summary>
    public int Approvals { get; init; }

    /// <summary>The channel that the version must hold when it is promoted; null: none.</summary>
    public string? From { get; init; }

    /// <summary>Hours for which it must have held <see cref="From"/>. Default 0.</summary>
    public double MinimumHours { get; init; }

    /// <summary>Gates that must have passed, by their names. Default none.</summary>
    public IReadOnlyList<string> Gates { get; init; } = [];

    /// <summary>Whether the gates must have been run against the version that holds the channel. Default false.</summary>
    public bool CompareWithCurrent { get; init; }

    /// <summary>The least ML Test Score; null: any.</summary>
    public double? MinimumScore { get; init; }

    /// <summary>Whether a trusted key must have signed the package. Default false.</summary>
    public bool RequireSignature { get; init; }

    /// <summary>Whether the package must say that its commit holds all that it was made from. Default false.</summary>
    public bool RequireCleanSources { get; init; }
}
