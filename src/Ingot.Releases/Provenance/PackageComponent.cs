using NuGet.Versioning;

namespace Ingot.Releases.Provenance;

/// <summary>A NuGet package that a model's assembly is used with.</summary>
/// <param name="Id">The package's id.</param>
/// <param name="Version">The version that was restored.</param>
/// <param name="Sha512">NuGet's content hash in lower-case hexadecimal; null when restore does not say it.</param>
/// <param name="DependsOn">The ids of the packages that it needs.</param>
public sealed record PackageComponent(string Id, string Version, string? Sha512, IReadOnlyList<string> DependsOn)
{
    /// <summary>The package URL (purl, type <c>nuget</c>).</summary>
    public string Purl => PurlOf(Id, Version);

    /// <summary>The package URL of a package.</summary>
    public static string PurlOf(string id, string version) => $"pkg:nuget/{Uri.EscapeDataString(id)}@{Uri.EscapeDataString(version)}";

    /// <summary>Whether two package URLs name the same package to NuGet: neither case nor zeros at the end, nor what a version has behind its <c>+</c>, tell packages apart.</summary>
    /// <param name="one">A package URL.</param>
    /// <param name="other">Another one.</param>
    public static bool AreSame(string one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase)
        || (Split(one) is var (id, version) && Split(other) is var (otherId, otherVersion)
            && string.Equals(id, otherId, StringComparison.OrdinalIgnoreCase)
            && NuGetVersion.TryParse(version, out var read) && NuGetVersion.TryParse(otherVersion, out var otherRead)
            && VersionComparer.VersionRelease.Equals(read, otherRead));

    private static (string Id, string Version) Split(string purl)
    {
        var at = purl.LastIndexOf('@');
        return at < 0 ? (purl, string.Empty) : (purl[..at], Uri.UnescapeDataString(purl[(at + 1)..]));
    }
}
