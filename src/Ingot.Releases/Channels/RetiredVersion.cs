namespace Ingot.Releases.Channels;

/// <summary>A version that nobody may use any more.</summary>
/// <param name="Version">The version as NuGet normalises it.</param>
/// <param name="RetiredBy">Who retired it.</param>
/// <param name="RetiredAt">When, in UTC.</param>
/// <param name="Reason">Why.</param>
public sealed record RetiredVersion(string Version, string RetiredBy, DateTimeOffset RetiredAt, string Reason);
