using Ingot.Core.Metrics;

namespace Ingot.Core.Gates;

/// <summary>What <c>MaxRegression</c> says.</summary>
/// <param name="Allowed">The margin, from 0 on: in the metric's unit, or as a share of the baseline.</param>
/// <param name="Relative">Whether it is such a share.</param>
internal readonly record struct ChangeMargin(double Allowed, bool Relative)
{
    /// <summary>Reads it; null when it cannot be read.</summary>
    public static ChangeMargin? Parse(string text, MetricUnit unit)
    {
        var relative = text.TrimEnd().EndsWith('%');
        var parsed = Quantity.Parse(relative ? text.TrimEnd()[..^1] : text, relative ? MetricUnit.None : unit);
        return parsed is { } allowed && allowed >= 0 ? new ChangeMargin(relative ? allowed / 100 : allowed, relative) : null;
    }
}
