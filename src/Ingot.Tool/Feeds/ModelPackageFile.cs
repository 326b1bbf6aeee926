using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Packaging.Comparison;
using NuGet.Packaging;
using NuGet.Packaging.Core;

namespace Ingot.Tool.Feeds;

/// <summary>The evidence of a model package's file. A package is a stranger's: names are known beforehand, sizes are bounded.</summary>
internal static class ModelPackageFile
{
    private const string EvidenceFolder = "evidence";
    private const long MaxBytes = 64L << 20;

    /// <summary>Reads the evidence.</summary>
    /// <exception cref="IngotException">INGOT6021: the file is no package of a model.</exception>
    public static PackageEvidence Read(string path)
    {
        var folder = Directory.CreateTempSubdirectory("ingot-diff-");
        try
        {
            using var package = new PackageArchiveReader(path);
            var identity = package.GetIdentity();
            var files = package.GetFiles(EvidenceFolder).ToList();
            var metrics = Extract(package, path, files.Where(f => f.Equals($"{EvidenceFolder}/metrics.json", StringComparison.Ordinal)), folder.FullName, "metrics.json");
            var schema = Extract(package, path, files.Where(f => f.EndsWith(".schema.json", StringComparison.Ordinal)), folder.FullName, "model.schema.json");
            return new PackageEvidence(identity.Id, identity.Version.ToNormalizedString(), SchemaFile.Read(schema), MetricsFile.Read(metrics));
        }
        catch (Exception e) when (e is InvalidDataException or PackagingException)
        {
            throw Unusable(path, $"it is no NuGet package: {e.Message.TrimEnd('.')}", e);
        }
        catch (IngotException e) when (e.Diagnostic.Code != PackageDiagnostics.NoModelPackage.Code)
        {
            throw Unusable(path, $"its evidence is damaged: {e.Diagnostic.Message.TrimEnd('.')}", e);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Extract(PackageArchiveReader package, string path, IEnumerable<string> files, string folder, string name)
    {
        if (files.ToList() is not [var file])
        {
            throw Unusable(path, $"it has not one {EvidenceFolder}/{(name == "metrics.json" ? name : "<Model>.schema.json")}");
        }

        var entry = package.GetEntry(file);
        if (entry.Length > MaxBytes)
        {
            throw Unusable(path, $"its {file} claims to have {entry.Length} bytes, over the {MaxBytes} that are read");
        }

        var target = Path.Combine(folder, name);
        using var source = entry.Open();
        using var destination = File.Create(target);
        var buffer = new byte[81920];
        long total = 0;
        for (var read = source.Read(buffer); read > 0; read = source.Read(buffer))
        {
            // What an archive says about its entries need not be true.
            total += read;
            if (total > MaxBytes)
            {
                throw Unusable(path, $"its {file} has more than {MaxBytes} bytes");
            }

            destination.Write(buffer, 0, read);
        }

        return target;
    }

    private static IngotException Unusable(string path, FormattableString what, Exception? inner = null) => new(
        PackageDiagnostics.NoModelPackage.At(
            new SourceLocation(path), $"This is no package of a model: {FormattableString.Invariant(what)}. Name a package that Ingot built."),
        inner);
}
