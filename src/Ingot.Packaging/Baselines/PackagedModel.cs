using System.Security.Cryptography;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Packaging.Baselines;

/// <summary>
/// The model of a released package, read from the folder into which NuGet extracted it. A package is a stranger's: it is
/// only read, by names that are known beforehand, and none of its code runs.
/// </summary>
public sealed class PackagedModel
{
    private const string ResourceName = "model.onnx";
    private const long MaxSchemaBytes = 64L << 20;

    private readonly BaselineSpec _package;
    private readonly SourceLocation _location;

    private PackagedModel(BaselineSpec package, SourceLocation location)
    {
        _package = package;
        _location = location;
        Onnx = ReadModel();
        Schema = ReadSchema();
    }

    /// <summary>The ONNX file's bytes.</summary>
    public byte[] Onnx { get; }

    /// <summary>The schema that it was built with.</summary>
    public ModelSchema Schema { get; }

    /// <summary>SHA-256 of <see cref="Onnx"/>, lower-case hexadecimal.</summary>
    public string OnnxSha256 => Convert.ToHexStringLower(SHA256.HashData(Onnx));

    /// <summary>Reads the model.</summary>
    /// <param name="package">The package; it has a folder.</param>
    /// <param name="location">The place of diagnostics.</param>
    /// <exception cref="IngotException">INGOT3043: the package has no model, no schema, or damaged ones.</exception>
    public static PackagedModel Read(BaselineSpec package, SourceLocation location) => new(package, location);

    private byte[] ReadModel()
    {
        // A model that was too large for a resource is the only file of its kind.
        var files = Files("model", "*.onnx");
        if (files.Length > 0)
        {
            return files.Length == 1
                ? ReadBounded(files[0], Array.MaxLength)
                : throw Unusable($"it has {files.Length} files in model/, expected one");
        }

        var models = AssemblyFiles().Select(ReadResource).OfType<byte[]>().DistinctBy(m => Convert.ToHexStringLower(SHA256.HashData(m))).ToList();
        return models.Count switch
        {
            0 => throw Unusable($"it has neither a resource '{ResourceName}' in an assembly below lib/ nor a file in model/"),
            1 => models[0],
            _ => throw Unusable($"its assemblies carry {models.Count} different models, expected one"),
        };
    }

    private ModelSchema ReadSchema()
    {
        var files = Files("evidence", "*.schema.json");
        if (files.Length != 1)
        {
            throw Unusable($"it has {files.Length} files evidence/*.schema.json, expected one");
        }

        if (new FileInfo(files[0]).Length > MaxSchemaBytes)
        {
            throw Unusable($"its schema is larger than {MaxSchemaBytes >> 20} MiB");
        }

        try
        {
            return SchemaFile.Read(files[0]);
        }
        catch (IngotException e)
        {
            throw Unusable($"its schema is damaged: {e.Diagnostic.Message}", e);
        }
    }

    private byte[]? ReadResource(string assembly)
    {
        try
        {
            return AssemblyResource.TryRead(assembly, ResourceName);
        }
        catch (BadImageFormatException e)
        {
            throw Unusable($"its assembly {Path.GetFileName(assembly)} is damaged: {e.Message}", e);
        }
    }

    private byte[] ReadBounded(string file, long limit) =>
        new FileInfo(file).Length <= limit ? File.ReadAllBytes(file) : throw Unusable($"its file {Path.GetFileName(file)} is larger than {limit} bytes");

    private IEnumerable<string> AssemblyFiles()
    {
        var lib = Path.Combine(_package.Folder!, "lib");
        return Directory.Exists(lib)
            ? Directory.GetDirectories(lib).SelectMany(d => Directory.GetFiles(d, "*.dll")).Order(StringComparer.Ordinal)
            : [];
    }

    private string[] Files(string folder, string pattern)
    {
        var path = Path.Combine(_package.Folder!, folder);
        return Directory.Exists(path) ? Directory.GetFiles(path, pattern) : [];
    }

    private IngotException Unusable(FormattableString what, Exception? inner = null) => new(
        EvaluateDiagnostics.BaselineUnusable.At(
            _location,
            $"The package {_package.Package} {_package.Version} cannot be the baseline: {FormattableString.Invariant(what)}. Name the version of a package that Ingot built; if it is one, delete the folder '{_package.Folder}' and restore again. See docs/diagnostics.md#ingot3043."),
        inner);
}
