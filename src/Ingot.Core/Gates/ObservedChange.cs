using Ingot.Core.Metrics;
using Ingot.Core.Specs;

namespace Ingot.Core.Gates;

/// <summary>A metric then and now.</summary>
/// <param name="Gate">The gate on it.</param>
/// <param name="Definition">The metric.</param>
/// <param name="Margin">How much worse it may be.</param>
/// <param name="Baseline">Its value then.</param>
/// <param name="Candidate">Its value now.</param>
internal sealed record ObservedChange(
    GateSpec Gate, MetricDefinition Definition, ChangeMargin Margin, double Baseline, double Candidate)
{
    /// <summary>(candidate - baseline) in the worse direction.</summary>
    public double Worse => Definition.HigherIsBetter ? Baseline - Candidate : Candidate - Baseline;

    /// <summary>The most that it may be, in the metric's unit.</summary>
    public double Most => Margin.Relative ? Margin.Allowed * Math.Abs(Baseline) : Margin.Allowed;

    /// <summary>How great the numbers are, for what rounding may do.</summary>
    public double Scale => Math.Max(Math.Abs(Baseline), Math.Abs(Candidate));

    /// <summary>Whether regressions are written as shares of the baseline; of 0 there are none.</summary>
    public bool InPercent => Margin.Relative && Baseline != 0;
}
