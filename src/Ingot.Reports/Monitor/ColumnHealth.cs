using Ingot.Core.Drift;
using Ingot.Core.Monitoring;

namespace Ingot.Reports.Monitor;

/// <summary>What is known of a column in a window.</summary>
/// <param name="Name">The column.</param>
/// <param name="Finding">Its drift: the worst, where it was measured in several ways; null: it was not measured.</param>
/// <param name="Others">What the other measures found in it.</param>
/// <param name="Missing">Its missing values; null: not measured.</param>
/// <param name="Unseen">Its values that training did not see; null: not measured.</param>
/// <param name="Anomalies">Its values against the schema; null: not measured.</param>
/// <param name="Skew">Its values that the preparation has otherwise; null: not measured.</param>
internal sealed record ColumnHealth(
    string Name, DriftFinding? Finding, IReadOnlyList<DriftFinding> Others, MonitorMeasurement? Missing, MonitorMeasurement? Unseen, MonitorMeasurement? Anomalies,
    MonitorMeasurement? Skew = null)
{
    /// <summary>The effect in widths of the threshold, by which columns of other measures can be compared; NaN when it is not defined.</summary>
    public double Weight => Finding is null ? double.NaN : WeightOf(Finding);

    /// <summary>The effect of a finding in widths of its threshold; NaN when it is not defined.</summary>
    public static double WeightOf(DriftFinding finding) => finding.Threshold.Value > 0 ? finding.Effect / finding.Threshold.Value : double.NaN;

    /// <summary>What needs attention first has the least number.</summary>
    public static int Urgency(DriftOutcome? outcome) => outcome switch
    {
        DriftOutcome.Drifted => 0,
        DriftOutcome.Unclear => 1,
        DriftOutcome.NotYet => 2,
        DriftOutcome.Stable => 3,
        _ => 4,
    };
}
