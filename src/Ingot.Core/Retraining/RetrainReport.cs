using Ingot.Core.Gates;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Core.Retraining;

/// <summary><c>retrain.json</c>: why a model was trained again, on what, and whether it is better than the one in production.</summary>
public sealed record RetrainReport
{
    /// <summary>The form of the file.</summary>
    public int FormatVersion { get; init; } = 1;

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The package's id.</summary>
    public required string Package { get; init; }

    /// <summary>What the model predicts.</summary>
    public required ModelTask Task { get; init; }

    /// <summary>What became of it.</summary>
    public required RetrainOutcome Outcome { get; init; }

    /// <summary>The rows, and why.</summary>
    public required CollectedRows Collected { get; init; }

    /// <summary>What the new model had to prove.</summary>
    public required RetrainPolicy Policy { get; init; }

    /// <summary>What became of the project's own training rows.</summary>
    public required RetrainRows Training { get; init; }

    /// <summary>The version in production.</summary>
    public required string ProductionVersion { get; init; }

    /// <summary>The hash of its ONNX file, SHA-256 in lower-case hexadecimal.</summary>
    public required string ProductionOnnxSha256 { get; init; }

    /// <summary>The hash of the new one's.</summary>
    public required string CandidateOnnxSha256 { get; init; }

    /// <summary>The version that the new one should have.</summary>
    public required string SuggestedVersion { get; init; }

    /// <summary>The metric that decides.</summary>
    public required string Metric { get; init; }

    /// <summary>Both on the newest labelled rows of the window, the metric that decides first.</summary>
    public required IReadOnlyList<RetrainComparison> Window { get; init; }

    /// <summary>Both on the fixed reference rows of the project, in the same order; empty: there are none.</summary>
    public required IReadOnlyList<RetrainComparison> Reference { get; init; }

    /// <summary>What the gates of the project said of the new one.</summary>
    public required IReadOnlyList<Verdict> Verdicts { get; init; }

    /// <summary>What became of it, in a sentence or two with numbers.</summary>
    public required string Conclusion { get; init; }
}
