using System.Text.Json.Serialization;
using Ingot.Search.Importance;

namespace Ingot.Search.Reports;

/// <summary>What AutoML tried and chose: <c>leaderboard.json</c>. What took how long is no part of it.</summary>
public sealed record LeaderboardReport
{
    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

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

    /// <summary>Why it ended.</summary>
    public required SearchEnd End { get; init; }

    /// <summary>What was searched: each parameter with what it may be, as a project writes it.</summary>
    public required IReadOnlyDictionary<string, string> Space { get; init; }

    /// <summary>What was asked of the model besides, as a project writes it; null: nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Constraints { get; init; }

    /// <summary>What says the same of every row; null: it gives no number.</summary>
    public required TrialReport? Constant { get; init; }

    /// <summary>What was tried, the best first; what failed last.</summary>
    public required IReadOnlyList<LeaderboardRow> Rows { get; init; }

    /// <summary>The ensemble; null: none was looked for.</summary>
    public required EnsembleOffer? Ensemble { get; init; }

    /// <summary>Why no ensemble was looked for; null: one was.</summary>
    public required string? WhySingle { get; init; }

    /// <summary>What was chosen.</summary>
    public required IReadOnlyList<ChosenTrainer> Chosen { get; init; }

    /// <summary>What was chosen, measured once on the reference rows; null: the metric is not defined there.</summary>
    public required ReferenceValue? Reference { get; init; }

    /// <summary>What was measured for the constraints, by name, but for the metric itself.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Measures => [.. Rows.SelectMany(r => r.Trial.Measures?.Keys ?? []).Distinct(StringComparer.Ordinal).Where(m => m != Metric)];

    /// <summary>Whether what was chosen keeps the constraints.</summary>
    [JsonIgnore]
    public bool IsKept => Rows[0].Trial.Worth(HigherIsBetter).IsFeasible;

    /// <summary>What follows from it, in words.</summary>
    public required string Conclusion { get; init; }

    /// <summary>Which parameters decided whether a trial was among the best.</summary>
    public required IReadOnlyList<ParameterImportance> Importance { get; init; }
}
