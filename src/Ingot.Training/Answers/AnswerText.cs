using Ingot.Core.Diagnostics;

namespace Ingot.Training.Answers;

/// <summary>What was found of calibration and threshold, in one line each.</summary>
public static class AnswerText
{
    /// <summary>All of it, for the log of a build.</summary>
    public static string Of(CalibrationReport? calibration, ThresholdReport? threshold, IntervalReport? interval) => string.Join("; ", new[]
    {
        calibration is null ? null : $"calibration {Of(calibration)}",
        threshold is null ? null : $"threshold {Of(threshold)}",
        interval is null ? null : $"prediction intervals {Of(interval)}",
    }.OfType<string>());

    /// <summary>Intervals.</summary>
    public static string Of(IntervalReport interval)
    {
        ArgumentNullException.ThrowIfNull(interval);
        var how = interval.Quantiles is [var low, var high]
            ? FormattableString.Invariant($"from the predicted quantile {low:0.####} to {high:0.####}, moved {(interval.HalfWidth < 0 ? "inwards" : "outwards")} by {Math.Abs(interval.HalfWidth):G5}")
            : FormattableString.Invariant($"{interval.HalfWidth:G5} on both sides");
        return FormattableString.Invariant($"of {interval.Coverage:P1}: {how}, by {interval.Rows:N0} rows: {interval.From}");
    }

    /// <summary>A calibration.</summary>
    public static string Of(CalibrationReport calibration)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        var what = calibration switch
        {
            { Temperature: { } temperature } => FormattableString.Invariant($" {temperature:G4}"),
            { Slopes: [var slope], Offsets: [var offset] } => FormattableString.Invariant($" (slope {slope:G4}, offset {offset:G4} on the log odds)"),
            { Points: { } points } => $" ({DiagnosticText.Count(points.Sum(), "point")})",
            _ => string.Empty,
        };
        return $"{calibration.Method}{what} on {DiagnosticText.Count(calibration.Rows, "row")}: {calibration.From}; log loss there {FormattableString.Invariant($"{calibration.LogLossBefore:G4} before and {calibration.LogLossAfter:G4} after")}";
    }

    /// <summary>A threshold.</summary>
    public static string Of(ThresholdReport threshold)
    {
        ArgumentNullException.ThrowIfNull(threshold);
        var cost = threshold is { Cost: { } now, CostAtHalf: { } half } ? FormattableString.Invariant($", mean cost {now:G4} ({half:G4} at 0.5)") : string.Empty;
        return FormattableString.Invariant($"{threshold.Value:G4} by {threshold.By} on {threshold.Rows:N0} rows: {threshold.From}; there recall {threshold.Recall:0.0##}, precision {threshold.Precision:0.0##}{cost}");
    }
}
