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
}
