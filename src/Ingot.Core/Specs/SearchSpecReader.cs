using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;

namespace Ingot.Core.Specs;

/// <summary>Reads what a project says of its search. What the item's metadata may be is the trainers' to say, so the search itself reads them.</summary>
internal static class SearchSpecReader
{
    /// <summary>Reads it.</summary>
    /// <exception cref="IngotException">INGOT1001: there are several items, or a property is neither true nor false.</exception>
    public static SearchSpec Read(ProjectDocument document)
    {
        var items = document.OfType(ProjectItems.Search).ToList();
        return items.Count > 1
            ? throw ModelSpecReader.Wrong(items[1].Location, $"The project has {items.Count} Search items, {string.Join(" and ", items.Select(i => $"'{i.Include}'"))}; expected one. Give one of them a Condition, or remove it.")
            : new SearchSpec
            {
                Name = items.FirstOrDefault()?.Include,
                Metadata = items.FirstOrDefault()?.Metadata ?? new Dictionary<string, string>(),
                Location = items.FirstOrDefault()?.Location ?? document.Location,
                Trials = document.Get("ModelSearchTrials"),
                Apply = ModelSpecReader.Flag(document.Get("ModelSearchApply"), "property ModelSearchApply", document.LocationOf("ModelSearchApply")),
            };
    }
}
