using System.Security.Cryptography;
using System.Xml;
using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Releases.Comparison;
using Ingot.Releases.Provenance;
using Ingot.Releases.Validation;
using NuGet.Packaging;
using NuGet.Packaging.Core;

namespace Ingot.Releases.Packages;
using Ingot.Artifacts.Stages;

/// <summary>A released model: the <c>.nupkg</c> file of a model project, read as a stranger's. None of its code runs.</summary>
public sealed class ModelPackage
{
    private ModelPackage(string path, PackageArchiveReader archive)
    {
        // First, since it says whether the nuspec can be read at all.
        var content = new PackageContent(archive);
        var identity = archive.GetIdentity();
        Path = path;
        Id = identity.Id;
        Version = identity.Version.ToNormalizedString();
        ContentHash = archive.GetContentHash(CancellationToken.None, () => HashOf(path));
        FileHashes = content.Files.ToDictionary(f => f, content.HashOf, StringComparer.Ordinal);
        Onnx = content.ReadModel();
        OnnxSha256 = Convert.ToHexStringLower(SHA256.HashData(Onnx));
        Schema = content.ReadSchema();
        Metrics = content.ReadEvidence(ExportFiles.Metrics.Pattern, MetricsFile.Parse);
        Verdicts = content.ReadEvidence(ExportFiles.Verdicts.Pattern, VerdictsFile.Parse);
        Golden = content.TryReadEvidence(ExportFiles.Golden.Pattern, GoldenFile.Parse);
        Provenance = content.TryReadEvidence(AttestFiles.Provenance.Pattern, ProvenanceFile.Parse);
    }

    /// <summary>The package's file.</summary>
    public string Path { get; }

    /// <summary>The package's id, such as <c>Contoso.Churn</c>.</summary>
    public string Id { get; }

    /// <summary>The version as NuGet normalises it, such as <c>1.4.0</c>.</summary>
    public string Version { get; }

    /// <summary>
    /// NuGet's content hash: SHA-512 in base 64 of the file as it was before it was signed. Feeds that sign packages again
    /// leave it alone, and lock files have it.
    /// </summary>
    public string ContentHash { get; }

    /// <summary>SHA-256 of each file in the package, lower-case hexadecimal, by its path.</summary>
    public IReadOnlyDictionary<string, string> FileHashes { get; }

    /// <summary>The ONNX file's bytes.</summary>
    public byte[] Onnx { get; }

    /// <summary>SHA-256 of <see cref="Onnx"/>, lower-case hexadecimal.</summary>
    public string OnnxSha256 { get; }

    /// <summary>The schema that the model was built with.</summary>
    public ModelSchema Schema { get; }

    /// <summary>What was measured before it was packed.</summary>
    public MetricsReport Metrics { get; }

    /// <summary>What the gates said before it was packed.</summary>
    public IReadOnlyList<Verdict> Verdicts { get; }

    /// <summary>Reference rows with the model's answers; null when the project packs none.</summary>
    public GoldenFile? Golden { get; }

    /// <summary>How the package came to be; null when the project packs no provenance.</summary>
    public ProvenanceFile? Provenance { get; }

    /// <summary>What two versions are compared by.</summary>
    public PackageEvidence Evidence => new(Id, Version, Schema, Metrics) { Verdicts = Verdicts };

    /// <summary>Reads a package.</summary>
    /// <param name="path">The <c>.nupkg</c> file.</param>
    /// <exception cref="IngotException">
    /// INGOT6021: it is not a model package, or its model or its evidence is damaged. INGOT9020: a newer Ingot made it.
    /// </exception>
    public static ModelPackage Read(string path)
    {
        try
        {
            using var archive = new PackageArchiveReader(path);
            return new ModelPackage(path, archive);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Unusable(path, e);
        }
    }

    /// <summary>Reads only the evidence that two versions are compared by: a package of another kind of model is read too.</summary>
    /// <inheritdoc cref="Read"/>
    public static PackageEvidence ReadEvidence(string path)
    {
        try
        {
            using var archive = new PackageArchiveReader(path);
            var content = new PackageContent(archive);
            var identity = archive.GetIdentity();
            return new PackageEvidence(
                identity.Id, identity.Version.ToNormalizedString(), content.ReadSchema(), content.ReadEvidence(ExportFiles.Metrics.Pattern, MetricsFile.Parse))
            {
                Verdicts = content.TryReadEvidence(ExportFiles.Verdicts.Pattern, VerdictsFile.Parse) ?? [],
            };
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Unusable(path, e);
        }
    }

    /// <summary>Reads what production is compared with: the evidence, and the reference rows with the model's answers.</summary>
    /// <param name="path">The <c>.nupkg</c> file.</param>
    /// <param name="rowsFile">The file into which the rows are written, as Parquet that nobody has read yet.</param>
    /// <returns>The evidence, and whether the package has rows.</returns>
    /// <inheritdoc cref="Read"/>
    public static (PackageEvidence Evidence, bool HasRows) ReadMonitoring(string path, string rowsFile)
    {
        var evidence = ReadEvidence(path);
        try
        {
            using var archive = new PackageArchiveReader(path);
            var rows = new PackageContent(archive).TryReadEvidence(ExportFiles.MonitoringRows.Pattern, (bytes, _) => bytes);
            if (rows is not null)
            {
                File.WriteAllBytes(rowsFile, rows);
            }

            return (evidence, rows is not null);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Unusable(path, e);
        }
    }

    // What the archive, its nuspec and the readers of both say of files that are not what they should be.
    internal static bool IsDamage(Exception e) => e
        is InvalidDataException or EndOfStreamException or PackagingException or XmlException or FormatException or OverflowException
        or ArgumentException or InvalidOperationException or NotSupportedException;

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToBase64String(SHA512.HashData(file));
    }

    private static string Remedy(Exception e) => e.Message.Contains(" is damaged", StringComparison.Ordinal)
        ? "Fetch it again from where it was published; if it is the same there, do not use it, and tell who published it."
        : "Name a package that Ingot built.";

    private static IngotException Unusable(string path, Exception e) => PackageContent.TryRefuseNewer(e, new SourceLocation(path), "the package") ?? new IngotException(
        PackageDiagnostics.NoModelPackage.At(
            new SourceLocation(path),
            $"This is not the package of a model: {(e.Message.StartsWith("it", StringComparison.Ordinal) ? e.Message : $"it is not a NuGet package ({e.Message.TrimEnd('.')})")}. {Remedy(e)}"),
        e);
}
