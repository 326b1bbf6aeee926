using Ingot.Artifacts.Stages;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>An item of MSBuild as what a project says.</summary>
/// <param name="item">The item.</param>
internal sealed class ProjectFact(ITaskItem item) : IProjectFact
{
    /// <summary>The metadata by which every item says its type: all travel as one list.</summary>
    public const string TypeMetadata = "IngotItemType";

    /// <inheritdoc />
    public string Include => item.ItemSpec;

    /// <summary>Its full path, where it names a file.</summary>
    public string FullPath => item.GetMetadata("FullPath");

    /// <summary>Its type.</summary>
    public string Type => item.GetMetadata(TypeMetadata);

    /// <summary>What people said of it, by name; nothing that is empty.</summary>
    public IEnumerable<KeyValuePair<string, string>> Said
    {
        get
        {
            var custom = item.CloneCustomMetadata();
            return custom.Keys.Cast<string>()
                .Select(k => new KeyValuePair<string, string>(k, (string)custom[k]))
                .Where(p => p.Value.Length > 0 && p.Key != TypeMetadata)
                .OrderBy(p => p.Key, StringComparer.Ordinal);
        }
    }

    /// <inheritdoc />
    public string Metadata(string name) => item.GetMetadata(name);

    /// <summary>Whether its content counts.</summary>
    public bool IsFile => ProjectItems.IsFile(Type, this);
}
