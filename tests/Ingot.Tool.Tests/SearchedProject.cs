using System.Globalization;
using System.Text;
using System.Text.Json;
using Ingot.Artifacts;

namespace Ingot.Tool.Tests;

/// <summary>A project with a search, as MSBuild hands it to the worker, and its data.</summary>
/// <param name="root">Its folder.</param>
internal sealed class SearchedProject(string root)
{
    public required (string Name, Dictionary<string, string> Metadata) Trainer { get; init; }

    /// <summary>What the item Search says.</summary>
    public required Dictionary<string, string> Search { get; init; }

    /// <summary>The assembly of a trainer of its own.</summary>
    public string? Assembly { get; init; }

    /// <summary>The folder that has a folder for each stage.</summary>
    public string Stages => Path.Combine(root, "ingot");

    /// <summary>What the search found.</summary>
    public string Report => Path.Combine(Stages, "search", "search.json");

    /// <summary>What is known of trials.</summary>
    public string Journals => Path.Combine(root, "ingot.search");

    /// <summary>Writes all of it.</summary>
    /// <param name="on">Who makes the trials; null: the process that searches.</param>
    /// <returns>The file for the worker.</returns>
    public string Write(string? on)
    {
        var file = Path.Combine(root, "Leave.csproj");
        object Item(string type, string include, Dictionary<string, string>? metadata = null) => new
        {
            type, include, metadata = metadata ?? [], sha256 = File.Exists(include) ? ContentHash.OfFile(include) : string.Empty, file, line = 3, column = 5,
        };
        WriteData("train.csv", 1);
        WriteData("reference.csv", 2);
        List<object> items =
        [
            Item("TrainingData", Path.Combine(root, "train.csv")),
            Item("ReferenceData", Path.Combine(root, "reference.csv")),
            Item("Trainer", Trainer.Name, Trainer.Metadata),
            Item("Search", "Boosting", Search),
        ];
        if (Assembly is not null)
        {
            items.Add(Item("TrainerAssembly", Assembly));
        }

        var project = Path.Combine(root, "project.json");
        File.WriteAllText(project, JsonSerializer.Serialize(new
        {
            properties = new Dictionary<string, string?>
            {
                ["ModelName"] = "Leave",
                ["Version"] = "1.0.0",
                ["PackageId"] = "Contoso.Leave",
                ["ProjectFile"] = file,
                ["ModelSchemaFile"] = Path.Combine(root, "Leave.schema.json"),
                ["ModelAcceptedFile"] = Path.Combine(root, "Leave.accepted.json"),
                ["ModelLabel"] = "left",
                ["ModelSearchOn"] = on ?? string.Empty,
            },
            items,
        }));
        return project;
    }

    private void WriteData(string name, int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder("usage,age,left\n");
        for (var i = 0; i < 600; i++)
        {
            var usage = Math.Round(random.NextDouble() * 100, 2);
            text.Append(CultureInfo.InvariantCulture, $"{usage},{18 + random.Next(60)},{(usage + random.Next(60) > 70 ? "Yes" : "No")}\n");
        }

        File.WriteAllText(Path.Combine(root, name), text.ToString());
    }
}
