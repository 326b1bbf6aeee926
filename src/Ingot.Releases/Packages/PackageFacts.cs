using NuGet.Packaging;

namespace Ingot.Releases.Packages;

/// <summary>What a package's nuspec says about its origin; each is null or empty where it says nothing.</summary>
/// <param name="Authors">Who made it.</param>
/// <param name="Description">What it is for.</param>
/// <param name="License">The licence: an SPDX expression, or the name of a file in the package.</param>
/// <param name="Repository">The address of its source code.</param>
/// <param name="Commit">The commit that it was built from.</param>
public sealed record PackageFacts(string? Authors, string? Description, string? License, string? Repository, string? Commit)
{
    /// <summary>Reads the facts of a package that <see cref="ModelPackage.Read"/> has accepted.</summary>
    /// <param name="path">The <c>.nupkg</c> file.</param>
    public static PackageFacts Read(string path)
    {
        using var archive = new PackageArchiveReader(path);
        var nuspec = archive.NuspecReader;
        var repository = nuspec.GetRepositoryMetadata();
        return new PackageFacts(
            Empty(nuspec.GetAuthors()), Empty(nuspec.GetDescription()), Empty(nuspec.GetLicenseMetadata()?.License), Empty(repository?.Url), Empty(repository?.Commit));
    }

    private static string? Empty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
