using Ingot.Core.Statistics;

namespace Ingot.Core.Gates;

/// <summary>What the same rows say about one change gate.</summary>
internal sealed record ChangeTest
{
    /// <summary>The baseline's value on these rows.</summary>
    public required double Baseline { get; init; }

    /// <summary>The candidate's value on these rows.</summary>
    public required double Candidate { get; init; }

    /// <summary>The test of their difference.</summary>
    public required RegressionTest Test { get; init; }

    /// <summary>Number of rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Whether both models gave these rows the same scores, but for the last digit of a float: nothing is left to prove.</summary>
    public required bool Identical { get; init; }

    /// <summary>The p-value corrected for the number of releases and the family of gates.</summary>
    public double AdjustedPValue { get; init; }

    /// <summary>Number of gates in the family.</summary>
    public int Family { get; init; } = 1;

    /// <summary>Number of releases of which this is one.</summary>
    public int Releases { get; init; } = 1;
}
