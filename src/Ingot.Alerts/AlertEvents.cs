using System.Globalization;

namespace Ingot.Alerts;

/// <summary>Alerts of what people or policies did to versions. Who did it, and the reason that they wrote, is in the channel's file and is not sent.</summary>
public static class AlertEvents
{
    /// <summary>A channel was given to a version.</summary>
    /// <param name="package">The package's id.</param>
    /// <param name="version">The version that holds the channel now.</param>
    /// <param name="before">The version that held it before; null: none.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="revision">The revision of the channel's file.</param>
    /// <param name="time">When.</param>
    public static Alert Promoted(string package, string version, string? before, string channel, int revision, DateTimeOffset time) =>
        OfChannel(AlertKind.Promoted, package, version, before, channel, revision, time, $"{package} {version} holds {channel}{(before is null ? string.Empty : $" instead of {before}")}");

    /// <summary>A channel was given back to a version that held it before.</summary>
    /// <inheritdoc cref="Promoted"/>
    public static Alert RolledBack(string package, string version, string? before, string channel, int revision, DateTimeOffset time) =>
        OfChannel(AlertKind.RolledBack, package, version, before, channel, revision, time, $"{package} {version} holds {channel} again instead of {before ?? "nothing"}")
            with { Severity = AlertSeverity.Warning };

    /// <summary>A version was retired from a channel.</summary>
    /// <param name="package">The package's id.</param>
    /// <param name="version">The version that nobody may use any more.</param>
    /// <param name="holds">The version that holds the channel now; null: none.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="time">When.</param>
    public static Alert Retired(string package, string version, string? holds, string channel, DateTimeOffset time) => new()
    {
        Kind = AlertKind.Retired,
        Severity = AlertSeverity.Warning,
        Package = package,
        Version = version,
        Channel = channel,
        Subject = AlertSubject.OfVersions(package, channel),
        Title = $"{package} {version} is retired from {channel}",
        Facts = [new("The channel is held by", holds ?? "no version")],
        Time = time,
    };

    /// <summary>A new version was trained, is better than the one in production, and waits for people or for its channel.</summary>
    /// <param name="package">The package's id.</param>
    /// <param name="version">The version that is suggested.</param>
    /// <param name="channel">The channel whose version it was compared with; null: none.</param>
    /// <param name="facts">What is known of it, such as the trigger and the paired difference: names and numbers only.</param>
    /// <param name="link">The pull request; null: none.</param>
    /// <param name="time">When.</param>
    public static Alert CandidateProposed(string package, string version, string? channel, IReadOnlyList<AlertFact> facts, Uri? link, DateTimeOffset time) => new()
    {
        Kind = AlertKind.CandidateProposed,
        Severity = AlertSeverity.Information,
        Package = package,
        Version = version,
        Channel = channel,
        Subject = AlertSubject.OfVersions(package, channel),
        Title = $"{package}: version {version} is proposed{(channel is null ? string.Empty : $" for {channel}")}",
        Facts = facts,
        Link = link,
        Time = time,
    };

    /// <summary>Nothing happened: a notice by which people see that alerts arrive.</summary>
    /// <param name="time">When.</param>
    public static Alert Test(DateTimeOffset time) => new()
    {
        Kind = AlertKind.Test,
        Severity = AlertSeverity.Information,
        Package = "Ingot",
        Subject = "ingot/-/test",
        Title = "This is a test: alerts of Ingot arrive here",
        Time = time,
    };

    private static Alert OfChannel(AlertKind kind, string package, string version, string? before, string channel, int revision, DateTimeOffset time, string title) => new()
    {
        Kind = kind,
        Severity = AlertSeverity.Information,
        Package = package,
        Version = version,
        Channel = channel,
        Subject = AlertSubject.OfVersions(package, channel),
        Title = title,
        Facts = [new("Version before", before ?? "none"), new("Revision of the channel", revision.ToString(CultureInfo.InvariantCulture))],
        Time = time,
    };
}
