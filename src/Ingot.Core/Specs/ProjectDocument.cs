using System.Text.Json;
using Ingot.Core.Diagnostics;

namespace Ingot.Core.Specs;

/// <summary>A model project's properties and items as MSBuild evaluated them: <c>project.json</c>, written by the MSBuild tasks.</summary>
public sealed class ProjectDocument
{
    private readonly Dictionary<string, string> _properties;
    private readonly Dictionary<string, SourceLocation> _places = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes a document.</summary>
    /// <param name="properties">Properties by name; compared without case; empty ones are absent.</param>
    /// <param name="items">Items in the order of the project.</param>
    public ProjectDocument(IEnumerable<KeyValuePair<string, string>> properties, IReadOnlyList<ProjectItem> items)
    {
        _properties = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in properties)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                _properties[name] = value.Trim();
            }
        }

        Items = items;
    }

    /// <summary>All items, in the order of the project.</summary>
    public IReadOnlyList<ProjectItem> Items { get; }

    /// <summary>All properties that have a value.</summary>
    public IReadOnlyDictionary<string, string> Properties => _properties;

    /// <summary>The place of diagnostics about the project as a whole.</summary>
    public SourceLocation Location => new(Get("ProjectFile") ?? string.Empty);

    /// <summary>Where files of the user's set properties, by name; those of the command line and defaults have no place.</summary>
    public IReadOnlyDictionary<string, SourceLocation> Places => _places;

    /// <summary>The place of diagnostics about a property: where it is set, else the project as a whole.</summary>
    /// <param name="property">The property.</param>
    public SourceLocation LocationOf(string property) => _places.TryGetValue(property, out var place) ? place : Location;

    /// <summary>The value of a property, or null when it is absent or empty.</summary>
    public string? Get(string property) => _properties.GetValueOrDefault(property);

    /// <summary>The items of one type.</summary>
    public IEnumerable<ProjectItem> OfType(string itemType) =>
        Items.Where(i => string.Equals(i.ItemType, itemType, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads <c>project.json</c>.</summary>
    /// <exception cref="JsonException">The file is not what the tasks write.</exception>
    public static ProjectDocument Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var properties = Texts(document.RootElement.GetProperty("properties"));
        var items = document.RootElement.GetProperty("items").EnumerateArray().Select(ReadItem).ToList();
        var read = new ProjectDocument(properties, items);
        if (document.RootElement.TryGetProperty("places", out var places))
        {
            foreach (var place in places.EnumerateObject())
            {
                read._places[place.Name] = ReadLocation(place.Value);
            }
        }

        return read;
    }

    private static ProjectItem ReadItem(JsonElement item)
    {
        var metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (item.TryGetProperty("metadata", out var m))
        {
            foreach (var (name, value) in Texts(m).Where(p => p.Value.Length > 0))
            {
                metadata[name] = value;
            }
        }

        return new ProjectItem(
            item.GetProperty("type").GetString()!,
            item.GetProperty("include").GetString()!,
            metadata,
            ReadLocation(item))
        {
            Sha256 = item.TryGetProperty("sha256", out var hash) && hash.GetString() is { Length: > 0 } sha256 ? sha256 : null,
        };
    }

    private static SourceLocation ReadLocation(JsonElement element) => new(
        element.TryGetProperty("file", out var file) ? file.GetString() ?? string.Empty : string.Empty,
        element.TryGetProperty("line", out var line) ? line.GetInt32() : 0,
        element.TryGetProperty("column", out var column) ? column.GetInt32() : 0);

    private static List<KeyValuePair<string, string>> Texts(JsonElement element) =>
        [.. element.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value.GetString() ?? string.Empty))];
}
