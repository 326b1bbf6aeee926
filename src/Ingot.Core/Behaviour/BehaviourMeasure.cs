using System.Text.Json.Serialization;

namespace Ingot.Core.Behaviour;

/// <summary>One quantity that a test measured.</summary>
/// <param name="Name">Such as <c>DemographicParityDifference</c>.</param>
/// <param name="Value">Its value; NaN when the rows do not define it.</param>
public sealed record BehaviourMeasure(string Name, double Value)
{
    /// <summary>Lower end of the 95 % interval; NaN when there is none.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>Upper end of the 95 % interval; NaN when there is none.</summary>
    public double High { get; init; } = double.NaN;

    /// <summary>What it was found from, such as <c>gender=Male 0.3121, gender=Female 0.2205</c>; null when that is plain.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? From { get; init; }
}
