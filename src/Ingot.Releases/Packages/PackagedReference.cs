using System.Security.Cryptography;
using Ingot.Core.Diagnostics;
using NuGet.Packaging;

namespace Ingot.Releases.Packages;
using Ingot.Artifacts.Stages;

/// <summary>What production is compared with, out of a package: its schema, metrics, reference rows and what its project asks of production.</summary>
public static class PackagedReference
{
    private static readonly StageFile[] Needed = [ExportFiles.Metrics, ExportFiles.MonitoringRows, ExportFiles.MonitoringPlan];

    /// <summary>Writes it into a folder, as the folder <c>evidence</c> of the package has it. None of the package's code runs, and names and sizes are bounded.</summary>
    /// <param name="path">The <c>.nupkg</c> file.</param>
    /// <param name="contentHash">The hash that the package must have (<see cref="ModelPackage.ContentHash"/>).</param>
    /// <param name="folder">The folder; it is made.</param>
    /// <returns>False when the package carries none, because its project packs none or an older Ingot made it; then nothing is written.</returns>
    /// <exception cref="IngotException">INGOT6021: the package is damaged, or another one than it was.</exception>
    public static bool TryExtract(string path, string contentHash, string folder)
    {
        try
        {
            using var archive = new PackageArchiveReader(path);
            var content = new PackageContent(archive);
            if (archive.GetContentHash(CancellationToken.None, () => HashOf(path)) != contentHash)
            {
                throw new InvalidDataException("it is another one than the one that is served");
            }

            var schemas = content.Files.Where(f => f.StartsWith(PackageContent.EvidenceFolder + "/", StringComparison.Ordinal) && f.EndsWith(ExportFiles.Schema.NameFor(string.Empty), StringComparison.Ordinal)).ToList();
            var files = Needed.Select(n => $"{PackageContent.EvidenceFolder}/{n.NameFor(string.Empty)}").ToList();
            if (schemas.Count != 1 || files.Any(f => !content.Files.Contains(f)))
            {
                return false;
            }

            Directory.CreateDirectory(folder);
            foreach (var file in files)
            {
                content.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            }

            // The name is the package's own, and may be anything.
            content.Copy(schemas[0], Path.Combine(folder, ExportFiles.Schema.NameFor("Model")));
            return true;
        }
        catch (Exception e) when (ModelPackage.IsDamage(e))
        {
            throw new IngotException(PackageDiagnostics.NoModelPackage.At(new SourceLocation(path), $"What production is compared with cannot be read from the package: {e.Message.TrimEnd('.')}. Fetch it again from where it was published."), e);
        }
    }

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToBase64String(SHA512.HashData(file));
    }
}
