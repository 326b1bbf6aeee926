using NuGet.Versioning;

namespace Ingot.Releases.Feeds;

/// <summary>A released version of a model.</summary>
/// <param name="Version">The version.</param>
/// <param name="Feed">The name of the first feed that has it.</param>
public sealed record ModelVersion(NuGetVersion Version, string Feed);
