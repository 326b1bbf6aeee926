using System.Text.Json.Serialization;

namespace Ingot.Search.Reports;

/// <summary>An earlier search, or runs of the store, whose best points were tried first.</summary>
/// <param name="File">Its <c>search.json</c>, or which runs, as the project writes it.</param>
/// <param name="Model">The model that was searched for.</param>
/// <param name="Search">The name of its item; of runs nothing.</param>
/// <param name="Trials">How many trials of it, or runs, gave a number.</param>
/// <param name="Outside">How many of these do not lie in this search's space.</param>
public sealed record EarlierSearchReport(string File, string Model, string Search, int Trials, int Outside)
{
    /// <summary>Of runs the ids of those whose points come first, in their order, as far as there are trials; null: it is a file.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Runs { get; init; }
}
