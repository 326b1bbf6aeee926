using Ingot.Core.Diagnostics;

namespace Ingot.Core.Behaviour;

/// <summary>
/// No feature alone may explain the label, which usually means that it was written down after the label was known; and from
/// shuffled labels nothing may be learned.
/// </summary>
/// <param name="Name">A name for it.</param>
/// <param name="Location">Where the item stands.</param>
public sealed record LeakageTest(string Name, SourceLocation Location) : ComparisonTest(Name, Location)
{
    /// <summary>The default of <see cref="MaxSingleFeature"/>.</summary>
    public const double DefaultMaxSingleFeature = 0.98;

    /// <summary>Metadata <c>MaxSingleFeature</c>: the greatest AUC (for several classes MacroAUC, for a regression R2, for a ranking how far NDCG is from a random order to the best one) of a model of one feature. Default 0.98.</summary>
    public double MaxSingleFeature { get; init; } = DefaultMaxSingleFeature;

    /// <summary>Metadata <c>Shuffled</c>: whether models are also trained on shuffled labels, whose AUC or R2 must be chance. Default false.</summary>
    public bool Shuffled { get; init; }
}
