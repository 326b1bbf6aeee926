using System.Collections;
using System.Reflection;
using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>A project evaluated again, for what tasks are not told: where items and properties stand, what was imported, where globs looked.</summary>
/// <remarks>
/// Microsoft.Build.dll is that of the running MSBuild, by reflection: a netstandard2.0 assembly cannot be compiled against it,
/// and must never carry one of its own.
/// </remarks>
internal sealed class ProjectEvaluation
{
    private static readonly string[] ItemTypes = [.. ProjectItems.All, ProjectItems.ModelReference];

    private static readonly string[] FoldersOfNet = ["$(NetCoreRoot)", "$(MSBuildExtensionsPath)"];

    private readonly Dictionary<string, List<LocatedItem>> _items = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, object> _properties = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _imports = [];
    private readonly List<string> _conditionalImports = [];
    private readonly List<string> _globs = [];
    private readonly List<OwnTarget> _targets = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _lists = new(StringComparer.OrdinalIgnoreCase);

    private ProjectEvaluation()
    {
    }

    /// <summary>Whether this MSBuild could do it.</summary>
    public bool Succeeded { get; private set; }

    /// <summary>Full paths of all imported files.</summary>
    public IReadOnlyList<string> Imports => _imports;

    /// <summary>Full paths of files that would be imported if they existed.</summary>
    public IReadOnlyList<string> ConditionalImports => _conditionalImports;

    /// <summary>The patterns of all items, as the files have them, evaluated.</summary>
    public IReadOnlyList<string> Globs => _globs;

    /// <summary>The targets of files that neither .NET nor this SDK brought, in their order.</summary>
    public IReadOnlyList<OwnTarget> OwnTargets => _targets;

    /// <summary>The lists of targets by which targets are extended: the properties <c>…DependsOn</c>, with the targets in them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> TargetLists => _lists;

    /// <summary>The items of a type of Ingot's.</summary>
    public IReadOnlyList<LocatedItem> Items(string itemType) => _items.TryGetValue(itemType, out var items) ? items : [];

    /// <summary>Where a property got its value; null when no file of the user's says it, but the command line, the environment or this SDK.</summary>
    public (string File, int Line, int Column)? PlaceOf(string property) =>
        _properties.TryGetValue(property, out var element) && Place(element) is var place && !SdkFolder.Has(place.File) ? place : null;

    /// <summary>Evaluates a project once per build and set of global properties.</summary>
    public static ProjectEvaluation Of(string projectFile, IBuildEngine engine)
    {
        if (GlobalProperties(projectFile, engine) is not { } properties)
        {
            return new ProjectEvaluation();
        }

        var key = "Ingot.ProjectEvaluation|" + projectFile + "|" + string.Join(";", properties.OrderBy(p => p.Key, StringComparer.OrdinalIgnoreCase).Select(p => p.Key + "=" + p.Value));
        if (engine is IBuildEngine4 shared
            && shared.GetRegisteredTaskObject(key, RegisteredTaskObjectLifetime.Build) is ProjectEvaluation known)
        {
            return known;
        }

        var evaluation = new ProjectEvaluation();
        try
        {
            evaluation.Evaluate(projectFile, properties, engine);
        }
        catch (Exception e) when (e is TargetInvocationException or MissingMemberException or FileNotFoundException)
        {
            // An MSBuild of another shape. Diagnostics then point at the project file without a line, which is better than no
            // build; and nothing is recorded.
            LogImpossible(engine, projectFile, e.InnerException ?? e);
        }

        (engine as IBuildEngine4)?.RegisterTaskObject(
            key, evaluation, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: true);
        return evaluation;
    }

    private void Evaluate(string projectFile, Dictionary<string, string> properties, IBuildEngine engine)
    {
        // Where a name without a version does not find it, in the process of an IDE, the engine is of that assembly.
        const string collectionName = "Microsoft.Build.Evaluation.ProjectCollection";
        var collectionType = Type.GetType(collectionName + ", Microsoft.Build", throwOnError: false) ?? engine.GetType().Assembly.GetType(collectionName, throwOnError: false);
        if (collectionType is null)
        {
            return;
        }

        var collection = Activator.CreateInstance(collectionType, properties);
        try
        {
            var project = Call(collection, "LoadProject", projectFile);
            foreach (var itemType in ItemTypes)
            {
                _items[itemType] = [.. ((IEnumerable)Call(project, "GetItems", itemType)).Cast<object>().Select(LocatedItem.Of)];
            }

            foreach (var property in (IEnumerable)Get(project, "Properties"))
            {
                // One of the command line or the environment has no element.
                if (Get(property, "Xml") is { } element)
                {
                    _properties[(string)Get(property, "Name")] = element;
                }
            }

            ReadTargets(project, ReadImports(project));
            foreach (var glob in (IEnumerable)Call(project, "GetAllGlobs"))
            {
                _globs.AddRange(((IEnumerable)Get(glob, "IncludeGlobs")).Cast<string>());
            }

            Succeeded = true;
        }
        finally
        {
            (collection as IDisposable)?.Dispose();
        }
    }

    private static Dictionary<string, string>? GlobalProperties(string projectFile, IBuildEngine engine)
    {
        var properties = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        try
        {
            foreach (var pair in (engine as IBuildEngine6)?.GetGlobalProperties() ?? new Dictionary<string, string>())
            {
                properties[pair.Key] = pair.Value;
            }

            return properties;
        }
        catch (Exception e) when (TaskHost.Refuses(e))
        {
            // Without them the evaluation would be of another project.
            LogImpossible(engine, projectFile, e);
            return null;
        }
    }

    private static void LogImpossible(IBuildEngine engine, string projectFile, Exception e) => engine.LogMessageEvent(new BuildMessageEventArgs(
        "Ingot: this MSBuild cannot evaluate '" + projectFile + "' again: " + e.Message, null, "Ingot", MessageImportance.Low));

    private List<object> ReadImports(object project)
    {
        var files = new List<object> { Get(project, "Xml") };
        foreach (var import in (IEnumerable)Get(project, "Imports"))
        {
            files.Add(Get(import, "ImportedProject"));
        }

        _imports.AddRange(files.Select(f => (string)Get(f, "FullPath")).Distinct(StringComparer.Ordinal));
        foreach (var file in files)
        {
            foreach (var import in (IEnumerable)Get(file, "Imports"))
            {
                // What the file would be, with all properties as they are at the end.
                var folder = (string)Get(file, "DirectoryPath");
                var text = ((string)Get(import, "Project")).Replace("$(MSBuildThisFileDirectory)", folder + Path.DirectorySeparatorChar);
                var path = (string)Call(project, "ExpandString", text);
                if (path.Length > 0 && path.IndexOfAny(['*', '?', '$', ';']) < 0 && ((string)Get(import, "Sdk")).Length == 0)
                {
                    _conditionalImports.Add(Path.GetFullPath(Path.Combine(folder, path)));
                }
            }
        }

        return files;
    }

    private void ReadTargets(object project, List<object> files)
    {
        var ofNet = FoldersOfNet.Select(f => Expand(project, f)).Where(f => f.Length > 0)
            .Select(f => Path.GetFullPath(f).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar).ToList();
        foreach (var file in files)
        {
            var path = (string)Get(file, "FullPath");
            if (SdkFolder.Has(path) || ofNet.Exists(f => path.StartsWith(f, PathNames.Comparison)))
            {
                continue;
            }

            _targets.AddRange(All(file, "Targets").Select(t => OwnTarget.Of(t, path, text => Expand(project, text))));
        }

        foreach (var list in _properties.Keys.Where(k => k.EndsWith("DependsOn", StringComparison.OrdinalIgnoreCase)))
        {
            _lists[list] = OwnTarget.List(Expand(project, "$(" + list + ")"));
        }
    }

    // What cannot be evaluated stays as it is, and so is known to be unknown.
    private static string Expand(object project, string text)
    {
        try
        {
            return text.Length == 0 ? text : (string)Call(project, "ExpandString", text);
        }
        catch (TargetInvocationException)
        {
            return text;
        }
    }

    private static object Call(object target, string method, params object[] arguments) =>
        target.GetType().GetMethod(method, [.. arguments.Select(a => a.GetType())])?.Invoke(target, arguments)
        ?? throw new MissingMemberException(target.GetType().FullName, method);

    /// <summary>Where an element stands.</summary>
    internal static (string File, int Line, int Column) Place(object element)
    {
        var location = Get(element, "Location");
        return ((string)Get(location, "File"), (int)Get(location, "Line"), (int)Get(location, "Column"));
    }

    /// <summary>The elements of a collection.</summary>
    internal static IEnumerable<object> All(object target, string property) => ((IEnumerable)Get(target, property)).Cast<object>();

    internal static object Get(object? target, string property)
    {
        if (target is null)
        {
            throw new MissingMemberException("null", property);
        }

        // Location is declared on the element's base class, and hidden overrides exist: the most derived one is meant.
        for (var type = target.GetType(); type is not null; type = type.BaseType)
        {
            var found = type.GetProperty(property, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);
            if (found is not null)
            {
                return found.GetValue(target);
            }
        }

        throw new MissingMemberException(target.GetType().FullName, property);
    }
}
