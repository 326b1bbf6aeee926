using System.Text.Json.Serialization;

namespace Ingot.Core.Behaviour;

/// <summary>A row that breaks a test.</summary>
/// <param name="Row">0-based number of the row in the reference files as listed, or in the file of expected predictions.</param>
/// <param name="What">What was changed or expected, such as <c>gender: Female to Male</c>.</param>
public sealed record BrokenRow(long Row, string What)
{
    /// <summary>The score before the change, or the expected one; NaN when there is none.</summary>
    public double Before { get; init; } = double.NaN;

    /// <summary>The score after the change, or the model's.</summary>
    public double After { get; init; } = double.NaN;

    /// <summary>The class before the change, or the expected one; null where only scores count.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ClassBefore { get; init; }

    /// <summary>The class after the change, or the model's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ClassAfter { get; init; }
}
