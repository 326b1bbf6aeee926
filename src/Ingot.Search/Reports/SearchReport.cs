using System.Text.Json.Serialization;
using Ingot.Search.Importance;

namespace Ingot.Search.Reports;

/// <summary>What a search tried and found: <c>search.json</c>.</summary>
public sealed record SearchReport
{
    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The name of the item <c>Search</c>.</summary>
    public required string Search { get; init; }

    /// <summary>How points were chosen.</summary>
    public required string Algorithm { get; init; }

    /// <summary>The metric by which trials are compared.</summary>
    public required string Metric { get; init; }

    /// <summary>Whether a greater value of the metric is better.</summary>
    public required bool HigherIsBetter { get; init; }

    /// <summary>The rows on which it was measured, in words.</summary>
    public required string MeasuredOn { get; init; }

    /// <summary>How many trials there were to be.</summary>
    public required int Asked { get; init; }

    /// <summary>The seed.</summary>
    public required int Seed { get; init; }

    /// <summary>How many were tried at once.</summary>
    public required int Parallel { get; init; }

    /// <summary>Why it ended.</summary>
    public required SearchEnd End { get; init; }

    /// <summary>What was searched: each parameter with what it may be, as the project writes it.</summary>
    public required IReadOnlyDictionary<string, string> Space { get; init; }

    /// <summary>What is asked of trials besides, as the project writes it; null: nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Constraints { get; init; }

    /// <summary>The earlier searches whose best points were tried first; null: there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<EarlierSearchReport>? From { get; init; }

    /// <summary>How many trials have points of <see cref="From"/>, from the first on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int FromPoints { get; init; }

    /// <summary>The trainer that the project has, on the same rows; null: it gives no number.</summary>
    public required TrialReport? Present { get; init; }

    /// <summary>The number of the best trial; where none keeps the constraints, of the one that breaks them least.</summary>
    public required int Best { get; init; }

    /// <summary>What follows from it, in words.</summary>
    public required string Conclusion { get; init; }

    /// <summary>Which parameters decided whether a trial was among the best.</summary>
    public required IReadOnlyList<ParameterImportance> Importance { get; init; }

    /// <summary>The trials, in their order.</summary>
    public required IReadOnlyList<TrialReport> Trials { get; init; }

    /// <summary>The best trial.</summary>
    [JsonIgnore]
    public TrialReport BestTrial => Trials[Best - 1];
}
