namespace Ingot.Releases.Feeds;

/// <summary>A package that was published.</summary>
/// <param name="Package">Its id.</param>
/// <param name="Version">Its version as NuGet normalises it.</param>
/// <param name="Feed">The feed's address or folder.</param>
/// <param name="File">The package's file, when the feed is a folder; else null.</param>
/// <param name="LeftSignature">Whether a signed envelope lies beside the package that the feed, a server, cannot hold.</param>
public sealed record PublishedPackage(string Package, string Version, string Feed, string? File, bool LeftSignature);
