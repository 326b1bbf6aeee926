using System.Text.Json;
using Ingot.Artifacts;

namespace Ingot.Tests.Shared.Trials;

/// <summary>What MSBuild hands to the worker of a small model: train.csv, reference.csv and a gate.</summary>
internal static class TrialProject
{
    /// <summary>Writes project.json.</summary>
    /// <param name="place">Where the data are.</param>
    /// <param name="more">Further properties.</param>
    /// <param name="items">Further items, by <see cref="Item"/>.</param>
    public static void Write(TrialPlace place, Dictionary<string, string>? more = null, params IEnumerable<object> items)
    {
        var properties = new Dictionary<string, string>(more ?? [])
        {
            ["ModelName"] = "Leave",
            ["Version"] = "1.0.0",
            ["PackageId"] = "Contoso.Leave",
            ["ProjectFile"] = place.At("Leave.csproj"),
            ["ModelSchemaFile"] = place.At("Leave.schema.json"),
            ["ModelAcceptedFile"] = place.At("Leave.accepted.json"),
            ["ModelLabel"] = "left",
        };
        object[] all =
        [
            Item(place, "TrainingData", place.At("train.csv"), ContentHash.OfFile(place.At("train.csv")), 2, []),
            Item(place, "ReferenceData", place.At("reference.csv"), ContentHash.OfFile(place.At("reference.csv")), 3, []),
            Item(place, "Gate", "AUC", string.Empty, 4, new() { ["Min"] = "0.5" }),
            .. items,
        ];
        File.WriteAllText(place.At("project.json"), JsonSerializer.Serialize(new { properties, items = all }));
    }

    /// <summary>An item of the project.</summary>
    public static object Item(TrialPlace place, string type, string include, string sha256, int line, Dictionary<string, string> metadata) =>
        new { type, include, sha256, metadata, file = place.At("Leave.csproj"), line, column = 5 };
}
