using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Statistics;

namespace Ingot.Core.Gates;

/// <summary>What the baseline and the candidate said about the same rows.</summary>
public sealed record PairedPredictions
{
    // Eight units in the last place of a float.
    private const double SameScore = 1e-6;

    /// <summary>The baseline's predictions.</summary>
    public required PredictionSet Baseline { get; init; }

    /// <summary>The candidate's, row by row of the same rows.</summary>
    public required PredictionSet Candidate { get; init; }

    /// <summary>The rows of each slice, as indexes into both.</summary>
    public required IReadOnlyDictionary<string, int[]> Slices { get; init; }

    /// <summary>Number of reference rows; more than both have when not all scores were accepted.</summary>
    public required long ReferenceRows { get; init; }

    /// <summary>Probability from which the positive class is predicted (binary).</summary>
    public required double Threshold { get; init; }

    /// <summary>Of the bootstrap.</summary>
    public required int Seed { get; init; }

    /// <summary>Whether rows are missing.</summary>
    public bool IsPartial => Candidate.Rows < ReferenceRows;

    /// <summary>The rows of a slice, or all; null when there are none.</summary>
    public int[]? RowsOf(string? slice)
    {
        var rows = slice is null ? [.. Enumerable.Range(0, Candidate.Rows)] : Slices.GetValueOrDefault(slice);
        return rows is { Length: > 0 } ? rows : null;
    }

    /// <summary>A metric of both on some rows.</summary>
    /// <returns>Null when it cannot be compared on them.</returns>
    public PairedStatistic? Compare(string metric, int[] rows) =>
        PairedMetrics.Compare(metric, Baseline, Candidate, Threshold, Seed, rows) is { } statistic
        && double.IsFinite(statistic.Baseline) && double.IsFinite(statistic.Candidate)
            ? statistic
            : null;

    /// <summary>Whether both gave the same scores to some rows, but for the last digit of a float, which another processor may round otherwise.</summary>
    public bool AreIdentical(int[] rows)
    {
        var width = Candidate.Rows > 0 ? Candidate.Scores.Length / Candidate.Rows : 0;
        return Array.TrueForAll(rows, r => Enumerable.Range(r * width, width).All(i => IsSame(Candidate.Scores[i], Baseline.Scores[i])));
    }

    private static bool IsSame(double one, double other) =>
        one.Equals(other) || Math.Abs(one - other) <= SameScore * Math.Max(Math.Abs(one), Math.Abs(other));
}
