using System.Text;
using Ingot.Artifacts.Stages;

namespace Ingot.Artifacts;

/// <summary>What a project says about a model besides its data and its schema, as one hash.</summary>
public static class ModelParameters
{
    private const string Prefix = "Model";

    // Without the prefix that their names have in a project: accepted files hold hashes of a text that never had it.
    private static readonly string[] Properties =
        ["RemoveDuplicates", "Filter", "ReferenceFraction", "ValidationFraction", "ClassificationThreshold", "Seed"];

    // Properties that came later count where they say something: what was accepted before them said nothing of them, and is still what it was.
    private static readonly string[] LaterProperties = ["Refit", "Split", "SplitGap", "Folds", "Ensemble", "Calibration", "ThresholdCosts", "ThresholdTarget", "PredictionInterval", "PredictionIntervalMethod", "ContinueFrom"];

    /// <summary>The properties that count, by their names in a project.</summary>
    public static IReadOnlyList<string> PropertyNames { get; } = [.. Properties.Concat(LaterProperties).Select(p => Prefix + p)];

    /// <summary>The types of the items that count, in order. Not assemblies: their bytes hang on the machine that compiled them.</summary>
    public static IReadOnlyList<string> ItemTypes { get; } = ["Trainer", "Column", .. ProjectItems.OwnModel, ProjectItems.Feature];

    /// <summary>The hash.</summary>
    /// <param name="items">The items of <see cref="ItemTypes"/>: type, identity (of a file the hash of its content), and metadata that are not empty.</param>
    /// <param name="property">The value of a property by its name in the project, such as <c>ModelSeed</c>; null or empty when it is not set.</param>
    public static string Hash(
        IEnumerable<(string Type, string Include, IEnumerable<KeyValuePair<string, string>> Metadata)> items, Func<string, string?> property)
    {
        var text = new StringBuilder();
        foreach (var (type, include, metadata) in items)
        {
            text.Append(type).Append('\t').Append(include);
            foreach (var pair in metadata.OrderBy(m => m.Key, StringComparer.OrdinalIgnoreCase))
            {
                text.Append('\t').Append(pair.Key).Append('=').Append(pair.Value);
            }

            text.Append('\n');
        }

        foreach (var name in Properties)
        {
            text.Append(name).Append('=').Append(property(Prefix + name)?.Trim()).Append('\n');
        }

        foreach (var name in LaterProperties)
        {
            if (property(Prefix + name)?.Trim() is { Length: > 0 } value)
            {
                text.Append(name).Append('=').Append(value).Append('\n');
            }
        }

        return ContentHash.OfText(text.ToString());
    }
}
