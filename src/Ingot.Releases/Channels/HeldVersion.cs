namespace Ingot.Releases.Channels;

/// <summary>A version by its number and its content.</summary>
/// <param name="Version">The version as NuGet normalises it.</param>
/// <param name="ContentHash">NuGet's content hash: SHA-512 in base 64.</param>
public sealed record HeldVersion(string Version, string ContentHash);
