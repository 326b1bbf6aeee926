using System.Security.Cryptography;
using Ingot.Core;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Releases.Baselines;
using NuGet.Packaging;

namespace Ingot.Releases.Packages;
using Ingot.Artifacts.Stages;

/// <summary>
/// The files of a model package, in its archive or in the folder into which NuGet extracted it. A package is a stranger's:
/// names are known beforehand, sizes are bounded, and none of its code runs.
/// </summary>
internal sealed class PackageContent
{
    /// <summary>The folder of what was found about the model.</summary>
    public const string EvidenceFolder = "evidence";

    private const string ResourceName = "model.onnx";
    private const int MaxFiles = 10_000;
    private const long MaxEvidenceBytes = 64L << 20;
    private const long MaxNuspecBytes = 1L << 20;

    // No array is longer.
    private static readonly long MaxModelBytes = Array.MaxLength;

    private readonly PackageReaderBase _reader;
    private readonly List<string> _files;

    /// <exception cref="InvalidDataException">There are too many files, one is there twice, a name leads out of the package, or its nuspec is too large.</exception>
    public PackageContent(PackageReaderBase reader)
    {
        _reader = reader;
        _files = [.. reader.GetFiles().Order(StringComparer.Ordinal)];
        if (_files.Count > MaxFiles)
        {
            throw new InvalidDataException($"it has {_files.Count} files, over the {MaxFiles} that are read");
        }

        // NuGet writes each entry where its name says. Of two with one name one machine keeps the first, another the last, and
        // where letters' case does not count so do names that differ by case only: nobody could say which of them was verified.
        if (_files.Find(LeadsOut) is { } outside)
        {
            throw new InvalidDataException($"it has an entry '{outside}', which leads out of the package");
        }

        if (_files.GroupBy(f => f, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new InvalidDataException($"it has the entry '{twice.First()}' {twice.Count()} times");
        }

        // NuGet makes a tree of all of it.
        foreach (var nuspec in _files.Where(f => !f.Contains('/', StringComparison.Ordinal) && f.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase)))
        {
            _ = LengthOf(nuspec, MaxNuspecBytes);
        }
    }

    /// <summary>All files, by ordinal order of their names.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>The ONNX file's bytes: a file in <c>model/</c> when it was too large for a resource, else the resource of the assemblies.</summary>
    /// <exception cref="InvalidDataException">There is none, or not one.</exception>
    public byte[] ReadModel()
    {
        var files = In("model", ".onnx");
        if (files.Count > 0)
        {
            return files.Count == 1 ? Read(files[0], MaxModelBytes) : throw new InvalidDataException($"it has {files.Count} files in model/; expected one");
        }

        var models = _files
            .Where(f => f.StartsWith("lib/", StringComparison.Ordinal) && f.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
            .Select(ReadResource)
            .OfType<byte[]>()
            .DistinctBy(m => Convert.ToHexStringLower(SHA256.HashData(m)))
            .ToList();
        return models.Count switch
        {
            0 => throw new InvalidDataException($"it has neither a resource '{ResourceName}' in an assembly below lib/ nor a file in model/"),
            1 => models[0],
            _ => throw new InvalidDataException($"its assemblies carry {models.Count} different models; expected one"),
        };
    }

    /// <summary>The schema that the model was built with.</summary>
    /// <exception cref="InvalidDataException">There is none, or a damaged one.</exception>
    public ModelSchema ReadSchema()
    {
        var files = In(EvidenceFolder, ExportFiles.Schema.NameFor(string.Empty));
        return files.Count == 1
            ? Parse(files[0], "schema", SchemaFile.Parse)
            : throw new InvalidDataException($"it has {files.Count} files {EvidenceFolder}/<Model>.schema.json; expected one");
    }

    /// <summary>A file of the evidence, parsed.</summary>
    /// <param name="name">The file's name, such as <c>metrics.json</c>.</param>
    /// <param name="parse">Reads the bytes; is handed the name too.</param>
    /// <exception cref="InvalidDataException">It is missing or damaged.</exception>
    public T ReadEvidence<T>(string name, Func<byte[], string, T> parse) => Has(name)
        ? Parse($"{EvidenceFolder}/{name}", name, parse)
        : throw new InvalidDataException($"it has no {EvidenceFolder}/{name}");

    /// <summary>A file of the evidence, parsed; the default when there is none.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public T? TryReadEvidence<T>(string name, Func<byte[], string, T> parse) => Has(name) ? ReadEvidence(name, parse) : default;

    /// <summary>SHA-256 of a file's content, lower-case hexadecimal.</summary>
    /// <exception cref="InvalidDataException">The file is too large.</exception>
    public string HashOf(string file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Read(file, MaxModelBytes, hash.AppendData);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Writes a file of the evidence.</summary>
    /// <param name="file">Its path in the package.</param>
    /// <param name="path">Where it is written.</param>
    /// <exception cref="InvalidDataException">The file is too large.</exception>
    public void Copy(string file, string path)
    {
        using var target = File.Create(path);
        Read(file, MaxEvidenceBytes, target.Write);
    }

    /// <summary>The refusal of a package that a newer Ingot made (INGOT9020); null when something else is wrong with it.</summary>
    /// <param name="thrown">What reading it threw.</param>
    /// <param name="location">The place of the diagnostic.</param>
    /// <param name="package">What the package is called in the message.</param>
    internal static IngotException? TryRefuseNewer(Exception thrown, SourceLocation location, string package) =>
        thrown.InnerException is IngotException { Diagnostic: var newer } && newer.Code == InfrastructureDiagnostics.NewerFile.Code
            ? new IngotException(InfrastructureDiagnostics.NewerFile.At(location, $"{newer.Location.File} of {package}: {newer.Message}"), thrown)
            : null;

    private static bool LeadsOut(string file) =>
        file.StartsWith('/') || file.Contains('\\', StringComparison.Ordinal) || file.Contains(':', StringComparison.Ordinal)
        || file.Split('/').Any(part => part is ".." or ".");

    private bool Has(string name) => _files.Contains($"{EvidenceFolder}/{name}");

    private List<string> In(string folder, string suffix) =>
    [
        .. _files.Where(f => f.StartsWith(folder + "/", StringComparison.Ordinal)
            && f.IndexOf('/', folder.Length + 1) < 0
            && f.EndsWith(suffix, StringComparison.Ordinal)),
    ];

    private T Parse<T>(string file, string what, Func<byte[], string, T> parse)
    {
        try
        {
            return parse(Read(file, MaxEvidenceBytes), file);
        }
        catch (IngotException e)
        {
            // Without the advice for a file of one's own: nobody but its owner can build a package again.
            var wrong = e.Diagnostic.Message.Replace(JsonFormat.Advice, string.Empty, StringComparison.Ordinal).Replace(SchemaFile.Advice, string.Empty, StringComparison.Ordinal);
            throw new InvalidDataException($"its {what} is damaged: {wrong.TrimEnd('.')}", e);
        }
    }

    private byte[]? ReadResource(string assembly)
    {
        try
        {
            return AssemblyResource.TryRead(Read(assembly, MaxModelBytes), ResourceName);
        }
        catch (BadImageFormatException e)
        {
            throw new InvalidDataException($"its assembly {Path.GetFileName(assembly)} is damaged: {e.Message.TrimEnd('.')}", e);
        }
    }

    // Counted before: a buffer that grows takes three times the memory, of what a few bytes of an archive may unpack to.
    private byte[] Read(string file, long limit)
    {
        var content = new byte[LengthOf(file, limit)];
        var length = 0;
        Read(file, content.Length, bytes =>
        {
            bytes.CopyTo(content.AsSpan(length));
            length += bytes.Length;
        });
        return content;
    }

    // What an archive says about the size of its entries need not be true.
    private long LengthOf(string file, long limit)
    {
        var length = 0L;
        Read(file, limit, bytes => length += bytes.Length);
        return length;
    }

    private void Read(string file, long limit, ReadOnlySpanAction take)
    {
        using var source = _reader.GetStream(file);
        var buffer = new byte[81920];
        var total = 0L;
        for (var read = source.Read(buffer); read > 0; read = source.Read(buffer))
        {
            total += read;
            if (total > limit)
            {
                throw new InvalidDataException($"its {file} has more than the {limit} bytes that are read");
            }

            take(buffer.AsSpan(0, read));
        }
    }

    private delegate void ReadOnlySpanAction(ReadOnlySpan<byte> bytes);
}
