using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;

namespace Ingot.Training.Pipelines;

/// <summary>The assembly of a project's own trainer, loaded beside Ingot's own, with which it shares what both have: ML.NET, and what learners are made of.</summary>
internal sealed class TrainerCode : AssemblyLoadContext
{
    private readonly string _assembly;
    private readonly AssemblyDependencyResolver _resolver;
    private readonly Dictionary<string, string> _packaged;

    private TrainerCode(string assembly)
        : base("trainer") => (_assembly, _resolver, _packaged) = (assembly, new AssemblyDependencyResolver(assembly), Packaged(assembly));

    /// <summary>The public classes of an assembly.</summary>
    /// <param name="assembly">Full path of the assembly.</param>
    /// <exception cref="FileLoadException">It needs a newer version of what Ingot has.</exception>
    public static List<Type> Classes(string assembly)
    {
        var code = new TrainerCode(assembly);
        return [.. code.LoadFromAssemblyPath(code._assembly).GetExportedTypes().Where(t => t.IsClass && !t.IsGenericTypeDefinition && (!t.IsAbstract || t.IsSealed))];
    }

    /// <summary>Whether a fault is that of an assembly that cannot be loaded.</summary>
    public static bool IsLoading(Exception fault) =>
        fault is BadImageFormatException or FileLoadException or FileNotFoundException or TypeLoadException or ReflectionTypeLoadException or MissingMethodException or MemberAccessException;

    /// <summary>What a loading fault says.</summary>
    public static string Said(Exception fault) => fault is ReflectionTypeLoadException types ? types.LoaderExceptions.FirstOrDefault()?.Message ?? fault.Message : fault.Message;

    /// <inheritdoc />
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // What Ingot has, ML.NET above all, is one and the same for both.
        var own = Default.Assemblies.FirstOrDefault(a => a.GetName().Name == assemblyName.Name)
            ?? (File.Exists(Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll")) ? Default.LoadFromAssemblyName(new AssemblyName(assemblyName.Name!)) : null);
        if (own is not null)
        {
            return own.GetName().Version >= assemblyName.Version ? own
                : throw new FileLoadException($"It needs {assemblyName.Name} {assemblyName.Version}, and Ingot has {own.GetName().Version}.");
        }

        var path = _resolver.ResolveAssemblyToPath(assemblyName) ?? _packaged.GetValueOrDefault(assemblyName.Name + ".dll");
        return path is null ? null : LoadFromAssemblyPath(path);
    }

    /// <inheritdoc />
    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    /// <summary>Assemblies of packages that the assembly was built with, which lie in the folder of packages and not beside it.</summary>
    private static Dictionary<string, string> Packaged(string assembly)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var described = Path.ChangeExtension(assembly, ".deps.json");
        if (!File.Exists(described))
        {
            return found;
        }

        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } said
            ? said : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        using var json = JsonDocument.Parse(File.ReadAllBytes(described));
        var targets = json.RootElement.GetProperty("targets").EnumerateObject().SelectMany(t => t.Value.EnumerateObject());
        foreach (var library in targets.Where(l => l.Value.TryGetProperty("runtime", out _)))
        {
            foreach (var file in library.Value.GetProperty("runtime").EnumerateObject())
            {
#pragma warning disable CA1308 // Folders of packages have lower-case names.
                var path = Path.Combine(packages, library.Name.ToLowerInvariant(), file.Name);
#pragma warning restore CA1308
                if (File.Exists(path))
                {
                    found.TryAdd(Path.GetFileName(path), path);
                }
            }
        }

        return found;
    }
}
