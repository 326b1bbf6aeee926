using Ingot.Core.Diagnostics;

namespace Ingot.Core.Behaviour;

/// <summary>The groups of a column must be treated alike; the quantities are those of <see cref="GroupFairness"/>.</summary>
/// <param name="Name">The column, a feature or not.</param>
/// <param name="Location">Where the item stands.</param>
public sealed record FairnessGate(string Name, SourceLocation Location) : BehaviourTest(Name, Location)
{
    /// <summary>The default of <see cref="MinRows"/>.</summary>
    public const int DefaultMinRows = 30;

    /// <summary>Metadata <c>MaxDemographicParityDifference</c>, 0 to 1; null when not asked for.</summary>
    public double? MaxDemographicParityDifference { get; init; }

    /// <summary>Metadata <c>MaxEqualOpportunityDifference</c>, 0 to 1; null when not asked for.</summary>
    public double? MaxEqualOpportunityDifference { get; init; }

    /// <summary>Metadata <c>MaxEqualizedOddsDifference</c>, 0 to 1; null when not asked for.</summary>
    public double? MaxEqualizedOddsDifference { get; init; }

    /// <summary>Metadata <c>MinDisparateImpact</c>, 0 to 1; null when not asked for.</summary>
    public double? MinDisparateImpact { get; init; }

    /// <summary>Metadata <c>MinRows</c>: groups of fewer rows are left out and named. Default 30.</summary>
    public int MinRows { get; init; } = DefaultMinRows;

    /// <summary>Metadata <c>Class</c>: the class whose prediction is the favour; null: the positive class. Several classes need one.</summary>
    public string? Class { get; init; }
}
