using System.Text.Json.Serialization;
using Ingot.Search.Trials;

namespace Ingot.Search.Reports;

/// <summary>A trial of a search.</summary>
/// <param name="Number">In the order in which they were asked for, from 1.</param>
/// <param name="State">What became of it.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Value">The metric; no number where it was not measured.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end of its 95 % interval.</param>
/// <param name="Parts">The metric on each part of the data.</param>
public sealed record TrialReport(
    int Number, TrialState State, IReadOnlyDictionary<string, string> Parameters, double Value, double Low, double High, IReadOnlyList<double> Parts)
{
    /// <summary>How many iterations the model kept; null: its learner has none, or that is not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Iterations { get; init; }

    /// <summary>The metric by the iterations that it was given; null: it got all at once.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TrialStep>? Steps { get; init; }

    /// <summary>What was measured of it for the constraints of the search, by name; null: it has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, double>? Measures { get; init; }

    /// <summary>As <see cref="Trial.Violation"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double Violation { get; init; }

    /// <summary>What it is worth beside others.</summary>
    /// <param name="higherIsBetter">Whether a greater value is better.</param>
    public TrialWorth Worth(bool higherIsBetter) => new(Violation, higherIsBetter ? -Value : Value);

    /// <summary>Why it failed; else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Failure { get; init; }
}
