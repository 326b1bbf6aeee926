using Ingot.Core.Drift;
using Ingot.Core.Statistics;

namespace Ingot.Core.Monitoring;

/// <summary>What a measurement says of its own, beside a limit or beside the reference.</summary>
public static class MonitorOutcome
{
    /// <summary>
    /// Beyond its limit with its whole interval, within it, or neither. Where there is no limit, a value that is worse than the reference by more than
    /// chance counts as beyond.
    /// </summary>
    /// <param name="measured">The measurement; null: there is none.</param>
    /// <param name="limit">The limit; NaN: there is none.</param>
    /// <param name="higherIsBetter">The direction.</param>
    public static DriftOutcome Of(MonitorMeasurement? measured, double limit, bool higherIsBetter)
    {
        if (measured is not { NotYet: null } || !double.IsFinite(measured.Value))
        {
            return DriftOutcome.NotYet;
        }

        if (double.IsFinite(limit))
        {
            var (low, high) = double.IsNaN(measured.Low) || double.IsNaN(measured.High) ? (measured.Value, measured.Value) : (measured.Low, measured.High);
            return higherIsBetter ? DriftDetector.Conclude(-high, -low, -limit) : DriftDetector.Conclude(low, high, limit);
        }

        var error = Math.Sqrt((measured.StandardError * measured.StandardError) + Square(measured.ReferenceStandardError));
        var worse = higherIsBetter ? measured.Reference - measured.Value : measured.Value - measured.Reference;
        return !double.IsFinite(worse) || !(error > 0) ? DriftOutcome.NotYet
            : worse > Interval.Z * error ? DriftOutcome.Drifted
            : worse > 0 ? DriftOutcome.Unclear
            : DriftOutcome.Stable;
    }

    private static double Square(double value) => double.IsNaN(value) ? 0 : value * value;
}
