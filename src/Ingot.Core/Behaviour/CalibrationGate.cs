using Ingot.Core.Diagnostics;

namespace Ingot.Core.Behaviour;

/// <summary>Probabilities must be what they say; the quantities are those of <see cref="Recalibration"/>, and ECE.</summary>
/// <param name="Name">A name for it.</param>
/// <param name="Location">Where the item stands.</param>
public sealed record CalibrationGate(string Name, SourceLocation Location) : BehaviourTest(Name, Location)
{
    /// <summary>Metadata <c>MaxECE</c>, 0 to 1; null when not asked for.</summary>
    public double? MaxEce { get; init; }

    /// <summary>Metadata <c>MinSlope</c>; null when not asked for.</summary>
    public double? MinSlope { get; init; }

    /// <summary>Metadata <c>MaxSlope</c>; null when not asked for.</summary>
    public double? MaxSlope { get; init; }

    /// <summary>Metadata <c>MinIntercept</c>; null when not asked for.</summary>
    public double? MinIntercept { get; init; }

    /// <summary>Metadata <c>MaxIntercept</c>; null when not asked for.</summary>
    public double? MaxIntercept { get; init; }

    /// <summary>Metadata <c>Slice</c>: the name of a <c>Slice</c> item, or <c>column=value</c>; null: all rows.</summary>
    public string? Slice { get; init; }
}
