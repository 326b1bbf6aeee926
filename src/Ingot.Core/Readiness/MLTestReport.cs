namespace Ingot.Core.Readiness;

/// <summary>The ML Test Score of a model: <c>score.json</c>.</summary>
public sealed record MLTestReport
{
    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The package's version.</summary>
    public required string Version { get; init; }

    /// <summary>The final score: the least of the four sections' sums, 0 to 7.</summary>
    public required double Score { get; init; }

    /// <summary>What the paper says of such a score.</summary>
    public required string Interpretation { get; init; }

    /// <summary>The sum of each section.</summary>
    public required IReadOnlyDictionary<MLTestSection, double> Sections { get; init; }

    /// <summary>All 28 tests, section by section.</summary>
    public required IReadOnlyList<MLTestResult> Tests { get; init; }
}
