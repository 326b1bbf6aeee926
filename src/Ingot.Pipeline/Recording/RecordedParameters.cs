using System.Globalization;
using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core.Specs;

namespace Ingot.Pipeline.Recording;

/// <summary>What a project says of how the model is made, as parameters of a run. The columns are too many; that they differ shows the hash of all that the project says.</summary>
internal static class RecordedParameters
{
    /// <summary>The parameter of a search's run that has the name of its item.</summary>
    public const string SearchName = "Search.Name";

    // Nobody compares more, and a store is no place for programs.
    private const int Most = 200;
    private const int MostOfValue = 500;

    /// <summary>The parameters: properties by their names, what trainers say under their own or, of several, with the trainer's place.</summary>
    /// <param name="document">What the project says.</param>
    /// <param name="search">The name of the search that is recorded; null: it is none.</param>
    public static IReadOnlyDictionary<string, string> Of(ProjectDocument document, string? search)
    {
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (search is not null)
        {
            Add(parameters, SearchName, search);
        }

        foreach (var name in ModelParameters.PropertyNames)
        {
            if (document.Get(name) is { } value)
            {
                Add(parameters, name, value);
            }
        }

        var trainers = document.OfType(ProjectItems.Trainer).ToList();
        foreach (var (i, trainer) in trainers.Index())
        {
            var prefix = trainers.Count == 1 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"{i + 1}.");
            Add(parameters, $"{prefix}Trainer", trainer.Include);
            foreach (var (name, value) in trainer.Metadata)
            {
                Add(parameters, prefix + name, value);
            }
        }

        foreach (var feature in document.OfType(ProjectItems.Feature))
        {
            Add(parameters, $"Feature.{feature.Include}", feature.Get("Expression") ?? string.Empty);
        }

        return parameters;
    }

    private static void Add(SortedDictionary<string, string> parameters, string name, string value)
    {
        if (parameters.Count < Most)
        {
            parameters[name] = value.Length <= MostOfValue ? value : $"{value[..MostOfValue]}…";
        }
    }
}
