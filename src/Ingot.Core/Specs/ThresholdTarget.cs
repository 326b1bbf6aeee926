using System.Globalization;

namespace Ingot.Core.Specs;

/// <summary>Property <c>ModelThresholdTarget</c>: what decisions of two classes must reach at least.</summary>
/// <param name="Metric">Of what.</param>
/// <param name="Least">The least value, above 0 and at most 1.</param>
public sealed record ThresholdTarget(ThresholdMetric Metric, double Least)
{
    /// <summary>As the project has it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Metric}>={Least}");
}
