using System.Text.Json.Nodes;
using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core;

namespace Ingot.Pipeline.Search;

/// <summary>What trials have in common: those of an earlier search count for one whose data, columns, rows, space and seed are the same.</summary>
internal static class SearchIdentity
{
    // Of another one, what trials were worth may be computed otherwise.
    private const int Version = 1;

    // These say how far the search goes, and nothing of what a trial is worth; of earlier searches the points count, not where they stand.
    private static readonly string[] OfTheRun = ["Trials", "Timeout", "TrialTimeout", SearchReader.From];

    private const int FolderLetters = 16;

    /// <summary>The name of the folder of all that is known of the trials.</summary>
    /// <param name="context">Of the stage.</param>
    /// <param name="definition">The search.</param>
    public static string FolderOf(StageContext context, SearchDefinition definition) => Of(context, definition)[..FolderLetters];

    /// <summary>A hash of it.</summary>
    /// <param name="context">Of the stage.</param>
    /// <param name="definition">The search.</param>
    public static string Of(StageContext context, SearchDefinition definition)
    {
        var spec = context.Spec;
        var searched = definition.Space.Parameters.Select(p => p.Name).Concat(definition.Fixed.Select(f => f.Name)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var text = JsonNode.Parse(JsonFormat.Write(new
        {
            Version,
            data = ContentHash.OfFile(context.Input(PrepareFiles.Training)),
            schema = ContentHash.OfTextFile(context.Input(PrepareFiles.Schema)),
            spec.Columns,
            spec.Features,
            spec.Seed,
            spec.Split,
            spec.SplitGap,
            spec.ValidationFraction,
            spec.Folds,
            spec.ClassificationThreshold,
            metric = definition.Metric.Name,
            definition.Algorithm,
            definition.Parallel,
            searchSeed = definition.Seed,
            schedule = definition.Schedule?.Rungs,

            // What the winner changes in the project is no other search.
            trainer = definition.Base.Name,
            parameters = definition.NamesTrainers ? [] : new SortedDictionary<string, string>(
                definition.Base.Parameters.Where(p => !searched.Contains(p.Key)).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal), StringComparer.Ordinal),
            space = new SortedDictionary<string, string>(
                definition.Spec.Metadata.Where(m => !OfTheRun.Contains(m.Key, StringComparer.OrdinalIgnoreCase)).ToDictionary(m => m.Key, m => m.Value, StringComparer.Ordinal), StringComparer.Ordinal),
            grid = definition.Algorithm == SearchAlgorithm.Grid ? definition.Trials : 0,
            code = spec.TrainerAssemblies.Select(ContentHash.OfFile),
        }))!;

        // What is tried first, wherever it comes from.
        if (definition.First.Count > 0)
        {
            text["first"] = new JsonArray([.. definition.First.Select(p => JsonValue.Create(definition.Space.Text(p)))]);
        }

        // A model without them is none then.
        if (spec.Reasons > 0)
        {
            text["reasons"] = true;
        }

        WithoutPlaces(text);
        return ContentHash.OfText(text.ToJsonString());
    }

    // Where an item stands tells nothing of what it says.
    private static void WithoutPlaces(JsonNode? node)
    {
        if (node is JsonObject entries)
        {
            _ = entries.Remove("location");
            foreach (var (_, value) in entries)
            {
                WithoutPlaces(value);
            }
        }
        else if (node is JsonArray elements)
        {
            foreach (var element in elements)
            {
                WithoutPlaces(element);
            }
        }
    }
}
