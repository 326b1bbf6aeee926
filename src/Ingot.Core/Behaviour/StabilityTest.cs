using Ingot.Core.Diagnostics;

namespace Ingot.Core.Behaviour;

/// <summary>The model must be as good when it is trained with another seed: the seed decides validation rows and sampling.</summary>
/// <param name="Name">A name for it.</param>
/// <param name="Metric">Metadata <c>Metric</c>.</param>
/// <param name="MaxSpread">Metadata <c>MaxSpread</c>: how far the best and the worst may be apart, in the metric's own unit.</param>
/// <param name="Location">Where the item stands.</param>
public sealed record StabilityTest(string Name, string Metric, double MaxSpread, SourceLocation Location) : ComparisonTest(Name, Location)
{
    /// <summary>The default of <see cref="Seeds"/>.</summary>
    public const int DefaultSeeds = 5;

    /// <summary>The greatest number of seeds.</summary>
    public const int MostSeeds = 100;

    /// <summary>Metadata <c>Seeds</c>: how many models, with the seeds after the project's own. Default 5.</summary>
    public int Seeds { get; init; } = DefaultSeeds;
}
