using System.Text.Json.Serialization;

namespace Ingot.Search.Reports;

/// <summary>A trainer that was chosen, as the project would say it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">Its parameters.</param>
public sealed record ChosenTrainer(string Name, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>How much it counts among several; null: it is the only one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Weight { get; init; }
}
