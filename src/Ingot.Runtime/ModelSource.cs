using System.Reflection;
using Microsoft.ML.OnnxRuntime;

namespace Ingot.Runtime;

/// <summary>Where a model's bytes are; they are read when the first prediction is made.</summary>
internal sealed class ModelSource
{
    private readonly Assembly? _assembly;
    private readonly string? _path;
    private readonly byte[]? _bytes;

    // The caller's to dispose.
    private readonly SessionOptions? _options;

    private ModelSource(string name, Assembly? assembly, string? path, byte[]? bytes, SessionOptions? options)
    {
        Name = name;
        _assembly = assembly;
        _path = path;
        _bytes = bytes;
        _options = options;
    }

    /// <summary>How messages name the model.</summary>
    public string Name { get; }

    public static ModelSource InAssembly(Assembly assembly, string modelName, SessionOptions? options) =>
        new(modelName, assembly, null, null, options);

    public static ModelSource InFile(string path, SessionOptions? options) => new(path, null, path, null, options);

    public static ModelSource InStream(Stream stream, SessionOptions? options)
    {
        // The caller may close the stream after the constructor, so it is read now.
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return new("stream", null, null, copy.ToArray(), options);
    }

    public InferenceSession Open() => Open(null);

    /// <summary>Loads other bytes than the model's own, which were made of them.</summary>
    public InferenceSession Open(byte[]? bytes)
    {
        try
        {
            if (_options is not null)
            {
                return Load(bytes, _options);
            }

            using var defaults = new SessionOptions();
            return Load(bytes, defaults);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidDataException(
                $"ONNX Runtime cannot load the model '{Name}': {e.Message} Build the model's project again, or give an ONNX file that Ingot built.", e);
        }
    }

    /// <summary>The bytes of the model.</summary>
    public byte[] Read()
    {
        if (_bytes is not null)
        {
            return _bytes;
        }

        using var resource = _assembly?.GetManifestResourceStream(ModelClient.ResourceName);
        return resource is not null ? ReadAll(resource) : File.ReadAllBytes(_assembly is null ? Existing(_path!) : FileBeside(_assembly));
    }

    private InferenceSession Load(byte[]? bytes, SessionOptions options)
    {
        if ((bytes ?? _bytes) is { } given)
        {
            return new InferenceSession(given, options);
        }

        if (_assembly is null)
        {
            return new InferenceSession(Existing(_path!), options);
        }

        using var resource = _assembly.GetManifestResourceStream(ModelClient.ResourceName);
        return resource is null
            ? new InferenceSession(FileBeside(_assembly), options)
            : new InferenceSession(ReadAll(resource), options);
    }

    private static byte[] ReadAll(Stream stream)
    {
        var bytes = new byte[stream.Length];
        var read = 0;
        while (read < bytes.Length)
        {
            var count = stream.Read(bytes, read, bytes.Length - read);
            if (count == 0)
            {
                throw new EndOfStreamException("The embedded model ended before its length.");
            }

            read += count;
        }

        return bytes;
    }

    private static string Existing(string path) => File.Exists(path)
        ? path
        : throw new FileNotFoundException($"There is no model file '{path}'. Give the path of an ONNX file that Ingot built.", path);

    /// <summary>A model too big to be embedded is copied beside the application.</summary>
    private string FileBeside(Assembly assembly)
    {
        var file = Name + ".onnx";
        var beside = Path.Combine(AppContext.BaseDirectory, file);
        if (!File.Exists(beside))
        {
            var folder = Folder(assembly);
            beside = folder is null ? beside : Path.Combine(folder, file);
        }

        return File.Exists(beside)
            ? beside
            : throw new FileNotFoundException(
                $"Assembly {assembly.GetName().Name} has no resource '{ModelClient.ResourceName}' and there is no file '{beside}'."
                + " Build the model's project, or give the model's path to the constructor.",
                beside);
    }

#if NET
    [System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessage(
        "SingleFile", "IL3000", Justification = "Only a second place after the base directory; empty in a single file.")]
#endif
    private static string? Folder(Assembly assembly) =>
        assembly.Location is { Length: > 0 } location ? Path.GetDirectoryName(location) : null;
}
