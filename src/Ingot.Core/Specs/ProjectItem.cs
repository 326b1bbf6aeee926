using Ingot.Core.Diagnostics;

namespace Ingot.Core.Specs;

/// <summary>An MSBuild item of a model project as the project hands it over.</summary>
/// <param name="ItemType">Such as <c>Gate</c>.</param>
/// <param name="Include">The item's identity, such as <c>AUC</c>, or a path for data items.</param>
/// <param name="Metadata">Metadata by name (ordinal, case-insensitive); empty values are absent.</param>
/// <param name="Location">Where the item stands, for diagnostics; never part of a key.</param>
public sealed record ProjectItem(
    string ItemType, string Include, IReadOnlyDictionary<string, string> Metadata, SourceLocation Location)
{
    /// <summary>Data items: the content hash that the tasks found; else null.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The value of a metadata, or null when it is absent.</summary>
    public string? Get(string name) => Metadata.TryGetValue(name, out var value) ? value : null;
}
