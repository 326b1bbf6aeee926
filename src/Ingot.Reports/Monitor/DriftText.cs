using Ingot.Core.Drift;
using Ingot.Core.Texts;

namespace Ingot.Reports.Monitor;

/// <summary>Distributions as pages write them.</summary>
internal static class DriftText
{
    /// <summary>What a bin holds.</summary>
    /// <param name="bin">The bin.</param>
    /// <param name="finding">Its finding: all ends of its bins get the same decimals.</param>
    public static string Bin(DriftBin bin, DriftFinding finding)
    {
        double[] ends = [.. finding.Bins.SelectMany(b => new[] { b.Low, b.High }).OfType<double>().Where(double.IsFinite)];
        string Number(double value) => finding.IsDate && Instant(value) is { } instant ? MonitorText.Instant(instant) : MetricText.Compact(value, ends);
        return bin.Kind switch
        {
            DriftBinKind.Other => "other categories",
            DriftBinKind.Unseen => "unseen",
            DriftBinKind.Category => bin.Category is { Length: > 0 } category ? category : "(empty)",
            _ => (Finite(bin.Low), Finite(bin.High)) switch
            {
                ({ } low, { } high) => $"{Number(low)} to {Number(high)}",
                ({ } low, null) => $"> {Number(low)}",
                (null, { } high) => $"≤ {Number(high)}",
                _ => "all",
            },
        };
    }

    // Microseconds since 1970; what is no instant of a calendar stays a number.
    private static DateTimeOffset? Instant(double microseconds) =>
        Math.Abs(microseconds) < (DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).TotalMicroseconds && microseconds > (DateTimeOffset.MinValue - DateTimeOffset.UnixEpoch).TotalMicroseconds
            ? DateTimeOffset.UnixEpoch.AddTicks((long)microseconds * TimeSpan.TicksPerMicrosecond)
            : null;

    private static double? Finite(double? end) => end is { } known && double.IsFinite(known) ? end : null;
}
