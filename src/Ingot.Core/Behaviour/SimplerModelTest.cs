using Ingot.Core.Diagnostics;

namespace Ingot.Core.Behaviour;

/// <summary>The model must be better than a simpler one, else the simpler one should be shipped.</summary>
/// <param name="Name"><c>LogisticRegression</c>, <c>LinearRegression</c> or <c>Constant</c>.</param>
/// <param name="Metric">Metadata <c>Metric</c>.</param>
/// <param name="MinGain">Metadata <c>MinGain</c>: how much better at least, in the metric's own unit.</param>
/// <param name="Location">Where the item stands.</param>
public sealed record SimplerModelTest(string Name, string Metric, double MinGain, SourceLocation Location) : ComparisonTest(Name, Location)
{
    /// <summary>The model that says the same of every row.</summary>
    public const string Constant = "Constant";

    /// <summary>What the item may include.</summary>
    public static IReadOnlyList<string> Models { get; } = ["LogisticRegression", "LinearRegression", Constant];
}
