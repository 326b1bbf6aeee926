using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>The model project's properties and items as a stage sees them.</summary>
internal sealed class ModelProject : IProjectFacts
{
    private readonly Dictionary<string, string> _properties = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lazy<AcceptedInputs?> _accepted;

    /// <summary>Takes what MSBuild evaluated.</summary>
    /// <param name="properties">Names, with metadata <c>Value</c>; the last of a name holds.</param>
    /// <param name="items">Items of all types, each with its own as metadata.</param>
    public ModelProject(IEnumerable<ITaskItem> properties, IEnumerable<ITaskItem> items)
    {
        foreach (var property in properties)
        {
            _properties[property.ItemSpec] = property.GetMetadata("Value");
        }

        if (LightGbmLocation.Find(this["RuntimeIdentifier"], this["IngotLightGbmLibrary"], File.Exists) is { Length: > 0 } library)
        {
            _properties[LightGbmLocation.Property] = library;
        }

        Items = [.. items.Select(i => new ProjectFact(i))];
        _accepted = new Lazy<AcceptedInputs?>(() => AcceptedInputs.TryRead(this["ModelAcceptedFile"]));
    }

    /// <summary>The items, type by type.</summary>
    public IReadOnlyList<ProjectFact> Items { get; }

    /// <summary>The names of all properties that are handed to the worker, in order.</summary>
    public IEnumerable<string> PropertyNames => _properties.Keys.Where(k => !ProjectProperties.IsOfTool(k)).OrderBy(k => k, StringComparer.Ordinal);

    /// <summary>The project's folder.</summary>
    public string Folder => Path.GetDirectoryName(this["ProjectFile"])!;

    /// <summary>The accepted result's inputs; null when there is none.</summary>
    public AcceptedInputs? Accepted => _accepted.Value;

    /// <summary>The hash of what the project says about the model.</summary>
    /// <param name="fingerprints">Knows the content of files.</param>
    public string ParametersHash(FingerprintTable fingerprints) => ModelParameters.Hash(
        ModelParameters.ItemTypes.SelectMany(type => Of(type).Select(i => (type, i.IsFile ? HashOf(i, fingerprints) ?? string.Empty : i.Include, i.Said))), name => this[name]);

    /// <inheritdoc />
    public string this[string property] => _properties.TryGetValue(property, out var value) ? value : string.Empty;

    /// <inheritdoc />
    IEnumerable<IProjectFact> IProjectFacts.OfType(string itemType) => Of(itemType);

    /// <summary>The items of a type.</summary>
    public IEnumerable<ProjectFact> Of(string itemType) => Items.Where(i => string.Equals(i.Type, itemType, StringComparison.OrdinalIgnoreCase));

    /// <summary>The files of a type: names and content hashes, in order.</summary>
    public List<KeyValuePair<string, string>> DataFiles(string itemType, FingerprintTable fingerprints) =>
        [.. Of(itemType).Select(i => new KeyValuePair<string, string>(Path.GetFileName(i.Include), HashOf(i, fingerprints) ?? string.Empty))];

    /// <summary>
    /// The content hash of an item's file. Data that were not fetched still have one: their pointer's, or the accepted result's. With
    /// it the cache can give what was made from that content. Null when nobody knows.
    /// </summary>
    public string? HashOf(ProjectFact item, FingerprintTable fingerprints)
    {
        if (!ProjectItems.IsData(item.Type))
        {
            return fingerprints.HashOf(item.FullPath);
        }

        if (new FileStates().OfFile(item.FullPath) is not null)
        {
            return LargeFilePointer.TryReadHash(item.FullPath) ?? fingerprints.HashOf(item.FullPath);
        }

        var known = item.Type == ProjectItems.TrainingData ? Accepted?.TrainingFiles : item.Type == ProjectItems.ReferenceData ? Accepted?.ReferenceFiles : null;
        return known?.FirstOrDefault(f => f.Key == Path.GetFileName(item.FullPath)).Value;
    }

    /// <summary>The files and folders that a metadata of the items of a type names; addresses are neither.</summary>
    public IEnumerable<string> Named(string itemType, string metadata) => Of(itemType)
        .Select(i => i.Metadata(metadata))
        .Where(named => named.Length > 0 && !named.Contains("://"))
        .Select(named => Path.GetFullPath(Path.Combine(Folder, named)));
}
