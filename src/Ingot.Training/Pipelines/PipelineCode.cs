using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;
using Microsoft.ML;

namespace Ingot.Training.Pipelines;

/// <summary>
/// The code of a <c>Trainer Include="Pipeline"</c>: a public class with a method that takes an <see cref="MLContext"/> and gives an
/// <see cref="IEstimator{TTransformer}"/>. Its assembly is loaded beside Ingot's own, with which it shares ML.NET.
/// </summary>
internal sealed class PipelineCode : AssemblyLoadContext
{
    private readonly OwnModelSpec _own;
    private readonly AssemblyDependencyResolver _resolver;
    private readonly Dictionary<string, string> _packaged;

    private PipelineCode(OwnModelSpec own)
        : base("trainer")
    {
        _own = own;
        _resolver = new AssemblyDependencyResolver(own.Assemblies[0]);
        _packaged = Packaged(own.Assemblies[0]);
    }

    /// <summary>The pipeline that the project's class gives.</summary>
    /// <exception cref="IngotException">INGOT2066: there is no such class, there are several, or it cannot be loaded or asked.</exception>
    public static IEstimator<ITransformer> Pipeline(OwnModelSpec own, MLContext context)
    {
        if (own.Assemblies.Count == 0 || !File.Exists(own.Assemblies[0]))
        {
            throw Unusable(own, $"The code of the Pipeline was not built{(own.Assemblies.Count > 0 ? $": there is no '{own.Assemblies[0]}'" : string.Empty)}. Build the project that TrainerProject names, or correct TrainerAssembly.");
        }

        try
        {
            var method = new PipelineCode(own).Find();
            var instance = method.IsStatic ? null : Activator.CreateInstance(method.DeclaringType!);
            return (IEstimator<ITransformer>?)method.Invoke(instance, [context])
                ?? throw Unusable(own, $"{Shown(method)} gave nothing (null); expected the pipeline.");
        }
        catch (TargetInvocationException e)
        {
            throw Unusable(own, $"The class of the Pipeline threw {e.InnerException!.GetType().Name}: {e.InnerException.Message} Correct it.", e.InnerException);
        }
        catch (Exception e) when (e is BadImageFormatException or FileLoadException or FileNotFoundException or TypeLoadException or ReflectionTypeLoadException or MissingMethodException or MemberAccessException)
        {
            var said = e is ReflectionTypeLoadException types ? types.LoaderExceptions.FirstOrDefault()?.Message ?? e.Message : e.Message;
            throw Unusable(own, $"'{Path.GetFileName(own.Assemblies[0])}' cannot be loaded: {said} Its project must target {Environment.Version.Major switch { var major => $"net{major}.0" }} or lower and use Microsoft.ML {typeof(MLContext).Assembly.GetName().Version?.ToString(3)} or lower; <EnableDynamicLoading>true</EnableDynamicLoading> in it puts all that it needs beside its assembly.", e);
        }
    }

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

    private MethodInfo Find()
    {
        var types = LoadFromAssemblyPath(_own.Assemblies[0]).GetExportedTypes().Where(t => t.IsClass && !t.IsGenericTypeDefinition && (!t.IsAbstract || t.IsSealed)).ToList();
        if (_own.Class is { } name)
        {
            types = types.FindAll(t => t.FullName == name || t.Name == name);
            if (types.Count != 1)
            {
                throw Unusable(_own, $"'{Path.GetFileName(_own.Assemblies[0])}' has {(types.Count == 0 ? "no public class" : "several classes")} '{name}'. Correct Class; the full name has the namespace too.");
            }
        }

        var methods = types.SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance)).Where(IsPipeline).ToList();
        return methods.Count switch
        {
            1 => methods[0],
            0 => throw Unusable(_own, $"'{Path.GetFileName(_own.Assemblies[0])}' has no public class{(_own.Class is null ? string.Empty : $" '{_own.Class}'")} with a method that takes an MLContext and gives an IEstimator<ITransformer>, such as: public static IEstimator<ITransformer> Create(MLContext context)."),
            _ => throw Unusable(_own, $"Several methods give a pipeline: {DiagnosticText.List(methods.Select(Shown))}. Name the class of one of them: Class=\"{methods[0].DeclaringType!.FullName}\"; it may have one such method only."),
        };
    }

    private static bool IsPipeline(MethodInfo method) =>
        typeof(IEstimator<ITransformer>).IsAssignableFrom(method.ReturnType) && method.GetParameters() is [{ } only] && only.ParameterType == typeof(MLContext)
        && (method.IsStatic || method.DeclaringType!.GetConstructor([]) is not null);

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

    private static string Shown(MethodInfo method) => $"{method.DeclaringType!.FullName}.{method.Name}";

    private static IngotException Unusable(OwnModelSpec own, FormattableString message, Exception? inner = null) =>
        new(TrainDiagnostics.PipelineUnusable.At(own.Location, message), inner);
}
