using Ingot.Core.Diagnostics;

namespace Ingot.Core.Behaviour;

/// <summary>
/// The prediction must not depend on a column: each row is scored again with every other value of it (M. T. Ribeiro et al.,
/// "Beyond accuracy: behavioral testing of NLP models with CheckList", ACL 2020).
/// </summary>
/// <param name="Name">The column, a feature.</param>
/// <param name="Location">Where the item stands.</param>
public sealed record InvarianceTest(string Name, SourceLocation Location) : BehaviourTest(Name, Location)
{
    /// <summary>The default of <see cref="Tolerance"/>.</summary>
    public const double DefaultTolerance = 0.02;

    /// <summary>The default of <see cref="MaxShare"/>.</summary>
    public const double DefaultMaxShare = 0.01;

    /// <summary>Metadata <c>Values</c>, separated by semicolons; empty: the values of the schema's domain, else of the reference data.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Metadata <c>Change</c>: instead of values a change of numbers or dates; null when there is none.</summary>
    public ValueChange? Change { get; init; }

    /// <summary>
    /// Metadata <c>Tolerance</c>: how far the probability may move, from 0 to 1; for a regression, as a share of the prediction.
    /// With several classes the predicted class must stay the same, and there is none. Default 0.02.
    /// </summary>
    public double Tolerance { get; init; } = DefaultTolerance;

    /// <summary>Metadata <c>MaxShare</c>: the share of rows, 0 to 1, that may move further. Default 0.01.</summary>
    public double MaxShare { get; init; } = DefaultMaxShare;

    /// <summary>Metadata <c>Where</c>: an SQL condition that chooses rows of the reference data; null: all.</summary>
    public string? Where { get; init; }
}
