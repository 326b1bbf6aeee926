using System.Security.Cryptography;

/// Packs the projects of the solution that are packages, and takes care that the next restore sees what was packed.
/// The tool is packed for all platforms, or for this machine's own alone.
void PackTools(FilePath solution, string configuration, string platforms)
{
    if (platforms != "all")
    {
        // What an earlier build left there of the others would be of another version than its name says.
        DeleteFiles("artifacts/packages/Ingot.Tool.*.nupkg");
    }

    DotNetPack(solution.FullPath, new DotNetPackSettings
    {
        Configuration = configuration,
        NoBuild = true,
        NoRestore = true,
        NoLogo = true,
        MSBuildSettings = new DotNetMSBuildSettings().WithProperty("IngotPackPlatforms", platforms),
    });
    EvictStalePackages("artifacts/packages", "models");
}

/// NuGet never extracts again a version that it has, and the tools keep their version while they are developed:
/// extracted packages whose content is not what was packed now are deleted from the package folder in effect.
void EvictStalePackages(DirectoryPath packages, DirectoryPath restoreFrom)
{
    var folder = GlobalPackagesFolder(restoreFrom);
    foreach (var package in GetFiles($"{packages}/*.nupkg"))
    {
        var name = package.GetFilenameWithoutExtension().FullPath.ToLowerInvariant();
        var versionAt = System.Text.RegularExpressions.Regex.Match(name, @"\.\d+\.\d+\.\d+").Index;
        var id = name[..versionAt];
        var version = name[(versionAt + 1)..];
        var extracted = folder.Combine(id).Combine(version);
        var recorded = extracted.CombineWithFilePath($"{name}.nupkg.sha512");
        if (!DirectoryExists(extracted))
        {
            continue;
        }

        using var stream = System.IO.File.OpenRead(package.FullPath);
        var hash = Convert.ToBase64String(SHA512.HashData(stream));
        if (!FileExists(recorded) || System.IO.File.ReadAllText(recorded.FullPath).Trim() != hash)
        {
            Information("{0} {1} changed: evicted from {2}.", id, version, folder);
            DeleteDirectory(extracted, new DeleteDirectorySettings { Recursive = true, Force = true });
        }
    }
}

/// The folder that a restore in the given folder extracts packages to.
DirectoryPath GlobalPackagesFolder(DirectoryPath restoreFrom)
{
    StartProcess(
        "dotnet",
        new ProcessSettings
        {
            Arguments = "nuget locals global-packages --list --force-english-output",
            WorkingDirectory = restoreFrom,
            RedirectStandardOutput = true,
        },
        out var lines);
    const string Prefix = "global-packages: ";
    var line = lines.FirstOrDefault(l => l.StartsWith(Prefix, StringComparison.Ordinal))
        ?? throw new CakeException("`dotnet nuget locals` names no folder of global packages.");
    return new DirectoryPath(line[Prefix.Length..].Trim());
}
