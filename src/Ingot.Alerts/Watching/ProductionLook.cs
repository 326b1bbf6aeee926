namespace Ingot.Alerts.Watching;

/// <summary>One look at what a package answered in production.</summary>
/// <param name="Package">The package's id.</param>
/// <param name="Channel">The channel; null: all.</param>
/// <param name="Things">What was found.</param>
/// <param name="IsComplete">Whether these are all gates of the project: an open alert of another one is then over.</param>
public sealed record ProductionLook(string Package, string? Channel, IReadOnlyList<WatchedThing> Things, bool IsComplete)
{
    /// <summary>The newest version that answered; null: none did, or it is not known.</summary>
    public string? Version { get; init; }

    /// <summary>Where the report can be read; null: nowhere.</summary>
    public Uri? Link { get; init; }

    /// <summary>The package with version and channel, as a sentence has it.</summary>
    internal string Title => $"{Package}{(Version is null ? string.Empty : " " + Version)}{(Channel is null ? string.Empty : $" ({Channel})")}";
}
