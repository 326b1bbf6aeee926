using Ingot.Core.Diagnostics;

namespace Ingot.Core.Behaviour;

/// <summary>
/// The prediction must go in a direction when a column changes (M. T. Ribeiro et al., "Beyond accuracy: behavioral testing
/// of NLP models with CheckList", ACL 2020).
/// </summary>
/// <param name="Name">The column, a feature of numbers or dates.</param>
/// <param name="Change">Metadata <c>Change</c>: what is done to it.</param>
/// <param name="Expect">Metadata <c>Expect</c>: where the prediction must go.</param>
/// <param name="Location">Where the item stands.</param>
public sealed record DirectionalTest(string Name, ValueChange Change, Direction Expect, SourceLocation Location)
    : BehaviourTest(Name, Location)
{
    /// <summary>
    /// Metadata <c>Tolerance</c>: a move of the probability, or for a regression a share of the prediction, that counts as
    /// none. Default 0.
    /// </summary>
    public double Tolerance { get; init; }

    /// <summary>Metadata <c>MaxShare</c>: the share of rows, 0 to 1, that may do otherwise. Default 0.</summary>
    public double MaxShare { get; init; }

    /// <summary>Metadata <c>Class</c>: whose probability; null: the positive class. Several classes need one.</summary>
    public string? Class { get; init; }

    /// <summary>Metadata <c>Where</c>: an SQL condition that chooses rows of the reference data; null: all.</summary>
    public string? Where { get; init; }
}
