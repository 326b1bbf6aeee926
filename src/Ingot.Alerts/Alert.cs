using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ingot.Alerts;

/// <summary>
/// Something that people are told of: a failing gate in production, its recovery, or a version that was promoted, rolled back, retired or proposed.
/// It has names of packages, channels, gates and columns, and numbers; never values of rows, categories of the data, or names of people.
/// </summary>
/// <remarks>All texts are made harmless when they are set (<see cref="AlertText"/>), whoever wrote them; each sink takes its own markup out of them besides.</remarks>
public sealed record Alert
{
    /// <summary>What it tells of.</summary>
    public required AlertKind Kind { get; init; }

    /// <summary>How bad it is.</summary>
    public required AlertSeverity Severity { get; init; }

    /// <summary>The package's id.</summary>
    public required string Package { get; init => field = AlertText.Line(value); }

    /// <summary>The version; null: none in particular.</summary>
    public string? Version { get; init => field = value is null ? null : AlertText.Line(value); }

    /// <summary>The channel; null: none in particular.</summary>
    public string? Channel { get; init => field = value is null ? null : AlertText.Line(value); }

    /// <summary>What it is about (<see cref="AlertSubject"/>): the same for the same gate of the same package and channel, whenever it fails.</summary>
    public required string Subject { get; init => field = AlertText.Line(value); }

    /// <summary>What happened, in one line.</summary>
    public required string Title { get; init => field = AlertText.Line(value); }

    /// <summary>What else is known of it.</summary>
    public IReadOnlyList<AlertFact> Facts { get; init; } = [];

    /// <summary>Where to read more; null: nowhere.</summary>
    public Uri? Link { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The same for the same alert, also when it arrives a second time because a process was killed while it was being sent: 32 hexadecimal digits.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{Subject}\n{Kind}\n{Severity}\n{Time.UtcTicks}"))))[..32];
}
