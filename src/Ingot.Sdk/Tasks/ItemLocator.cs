using System.Reflection;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>Finds where a project's items stand, in whatever file: evaluates the project again, since <see cref="ITaskItem"/> knows no line.</summary>
/// <remarks>
/// Microsoft.Build.dll is that of the running MSBuild, by reflection: a netstandard2.0 assembly cannot be compiled against it,
/// and must never carry one of its own.
/// </remarks>
internal sealed class ItemLocator
{
    private readonly Dictionary<string, List<LocatedItem>> _items = new(StringComparer.OrdinalIgnoreCase);

    private ItemLocator()
    {
    }

    /// <summary>Evaluates a project once a build; an empty locator when this MSBuild cannot do it.</summary>
    public static ItemLocator For(string projectFile, IReadOnlyCollection<string> itemTypes, IBuildEngine engine)
    {
        var key = "Ingot.ItemLocator|" + projectFile;
        if (engine is IBuildEngine4 shared
            && shared.GetRegisteredTaskObject(key, RegisteredTaskObjectLifetime.Build) is ItemLocator known)
        {
            return known;
        }

        var locator = new ItemLocator();
        try
        {
            locator.Evaluate(projectFile, itemTypes, engine);
        }
        catch (Exception e) when (e is TargetInvocationException or MissingMemberException or FileNotFoundException
            or InvalidOperationException or NotImplementedException or NullReferenceException)
        {
            // Diagnostics then point at the project file without a line, which is better than no build.
        }

        (engine as IBuildEngine4)?.RegisterTaskObject(
            key, locator, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: true);
        return locator;
    }

    /// <summary>Where the item stands: the first with this type and identity that was not asked for yet.</summary>
    public (string File, int Line, int Column)? Find(string itemType, string include, ISet<(string ItemType, int Index)> taken)
    {
        if (!_items.TryGetValue(itemType, out var items))
        {
            return null;
        }

        var index = items.FindIndex(i => i.Include == include && !taken.Contains((itemType, items.IndexOf(i))));
        if (index < 0)
        {
            return null;
        }

        taken.Add((itemType, index));
        return items[index].Place;
    }

    private void Evaluate(string projectFile, IReadOnlyCollection<string> itemTypes, IBuildEngine engine)
    {
        var collectionType = Type.GetType("Microsoft.Build.Evaluation.ProjectCollection, Microsoft.Build", throwOnError: false);
        if (collectionType is null)
        {
            return;
        }

        var properties = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (engine is IBuildEngine6 withProperties)
        {
            foreach (var pair in withProperties.GetGlobalProperties())
            {
                properties[pair.Key] = pair.Value;
            }
        }

        var collection = Activator.CreateInstance(collectionType, properties);
        try
        {
            var load = collectionType.GetMethod("LoadProject", [typeof(string)]);
            var project = load.Invoke(collection, [projectFile]);
            var getItems = project.GetType().GetMethod("GetItems", [typeof(string)]);
            foreach (var itemType in itemTypes)
            {
                var located = new List<LocatedItem>();
                foreach (var item in (System.Collections.IEnumerable)getItems.Invoke(project, [itemType]))
                {
                    var include = (string)Get(item, "EvaluatedInclude");
                    var place = Get(Get(item, "Xml"), "Location");
                    located.Add(new LocatedItem(include, ((string)Get(place, "File"), (int)Get(place, "Line"), (int)Get(place, "Column"))));
                }

                _items[itemType] = located;
            }
        }
        finally
        {
            (collection as IDisposable)?.Dispose();
        }
    }

    private static object Get(object target, string property)
    {
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

    private sealed class LocatedItem(string include, (string File, int Line, int Column) place)
    {
        public string Include { get; } = include;

        public (string File, int Line, int Column) Place { get; } = place;
    }
}
