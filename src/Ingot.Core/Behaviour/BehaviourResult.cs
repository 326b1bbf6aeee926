using System.Text.Json.Serialization;

namespace Ingot.Core.Behaviour;

/// <summary>What one test found; the thresholds are the Gate stage's to hold against it.</summary>
public sealed record BehaviourResult
{
    /// <summary>How many examples are kept.</summary>
    public const int MostExamples = 5;

    /// <summary>The test, such as <c>InvarianceTest gender</c>.</summary>
    public required string Test { get; init; }

    /// <summary>Why it cannot be decided, as a full sentence with the remedy; null when it can.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Undecided { get; init; }

    /// <summary>Number of rows that were tested.</summary>
    public long Rows { get; init; }

    /// <summary>Number of rows that break the law.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Broken { get; init; }

    /// <summary>Rows that break it, the worst first; at most <see cref="MostExamples"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<BrokenRow>? Examples { get; init; }

    /// <summary>What was measured, by name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<BehaviourMeasure>? Measures { get; init; }

    /// <summary>What was left out and why, such as groups of too few rows; one phrase each.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? LeftOut { get; init; }

    /// <summary>The measure of a name; null when it is not there.</summary>
    public BehaviourMeasure? Find(string name) => Measures?.FirstOrDefault(m => m.Name == name);
}
