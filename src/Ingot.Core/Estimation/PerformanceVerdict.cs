using Ingot.Core.Metrics;
using Ingot.Core.Statistics;

namespace Ingot.Core.Estimation;

/// <summary>What is said of a metric of a chunk.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Reason">Why nothing is said; None where something is.</param>
public sealed record PerformanceVerdict(PerformanceOutcome Outcome, NotYetReason Reason = NotYetReason.None)
{
    /// <summary>Judges a metric, estimated or realised.</summary>
    /// <param name="metric">What it is.</param>
    /// <param name="value">Its value with the interval.</param>
    /// <param name="rows">Rows that it is from, of even weight.</param>
    /// <param name="support">Rows of those that it hangs on.</param>
    /// <param name="range">What is usual; null where nothing tells.</param>
    /// <param name="rules">How many rows it takes.</param>
    public static PerformanceVerdict Of(MetricDefinition metric, Interval value, double rows, double support, UsualRange? range, PerformanceRules rules)
    {
        var tooFew = rows == 0 ? NotYetReason.NoRows
            : rows < rules.MinRows ? NotYetReason.TooFewRows
            : support < rules.MinSupport ? NotYetReason.TooFewOfClass
            : !double.IsFinite(value.Value) || !double.IsFinite(value.Low) || !double.IsFinite(value.High) ? NotYetReason.Undefined
            : range is null || (double.IsNaN(range.Low) && double.IsNaN(range.High)) ? NotYetReason.NoRange
            : NotYetReason.None;
        if (tooFew != NotYetReason.None || range is null)
        {
            return new PerformanceVerdict(PerformanceOutcome.NotYet, tooFew);
        }

        // An end that is NaN is none: nothing is beyond it.
        var (below, above) = (value.High < range.Low, value.Low > range.High);
        return below || above ? new PerformanceVerdict(below == metric.HigherIsBetter ? PerformanceOutcome.Degraded : PerformanceOutcome.Improved)
            : value.Value < range.Low || value.Value > range.High ? new PerformanceVerdict(PerformanceOutcome.Unclear)
            : value.High - value.Low > rules.MaxWidth * (range.High - range.Low) ? new PerformanceVerdict(PerformanceOutcome.NotYet, NotYetReason.IntervalTooWide)
            : new PerformanceVerdict(PerformanceOutcome.Stable);
    }
}
