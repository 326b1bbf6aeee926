using System.Reflection;
using System.Runtime.Loader;

namespace Ingot.Clients;

/// <summary>
/// Loads a model's assembly with the packages that it was built with, as an application would that references it, whatever
/// this process has loaded for itself.
/// </summary>
internal sealed class ModelLoadContext : AssemblyLoadContext
{
    private readonly Dictionary<string, string> _assemblies = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _libraries = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="assembly">The model's assembly; what lies beside it counts too.</param>
    /// <param name="assets">Files of packages: assemblies and native libraries.</param>
    public ModelLoadContext(string assembly, IEnumerable<string> assets)
        : base("model")
    {
        foreach (var asset in Directory.GetFiles(Path.GetDirectoryName(assembly)!, "*.dll").Concat(assets))
        {
            // A native library of Windows ends like an assembly.
            _assemblies[Path.GetFileNameWithoutExtension(asset)] = asset;
            _libraries[LibraryName(Path.GetFileName(asset))] = asset;
        }
    }

    protected override Assembly? Load(AssemblyName assemblyName) =>
        _assemblies.TryGetValue(assemblyName.Name!, out var path) ? LoadFromAssemblyPath(path) : null;

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _libraries.TryGetValue(LibraryName(Path.GetFileName(unmanagedDllName)), out var path) ? LoadUnmanagedDllFromPath(path) : 0;

    // libonnxruntime.so, onnxruntime.dll and libonnxruntime.1.dylib are all asked for as onnxruntime.
    private static string LibraryName(string file)
    {
        var name = file.StartsWith("lib", StringComparison.Ordinal) ? file["lib".Length..] : file;
        foreach (var ending in (string[])[".so", ".dll", ".dylib"])
        {
            var at = name.IndexOf(ending, StringComparison.OrdinalIgnoreCase);
            name = at > 0 ? name[..at] : name;
        }

        return name;
    }
}
