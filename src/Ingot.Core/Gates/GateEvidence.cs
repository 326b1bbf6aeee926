using Ingot.Core.Metrics;
using Ingot.Core.Specs;

namespace Ingot.Core.Gates;

/// <summary>What gates are decided from.</summary>
public sealed record GateEvidence
{
    /// <summary>What Evaluate measured.</summary>
    public required MetricsReport Metrics { get; init; }

    /// <summary>Latency and throughput; null when they were not measured.</summary>
    public MetricsReport? Performance { get; init; }

    /// <summary>What change gates compare with; null when nothing was accepted yet.</summary>
    public AcceptedResult? Accepted { get; init; }

    /// <summary>The released package to compare with; null when it is <see cref="Accepted"/>.</summary>
    public ReleasedBaseline? Release { get; init; }

    /// <summary>The releases that gates name by <c>Against</c>; null: no gate does.</summary>
    public ReleasesEvidence? Releases { get; init; }

    /// <summary>
    /// Whether the accepted scores are the ones that were accepted together with <see cref="Accepted"/>, or are absent.
    /// False when an accept was interrupted or only one of the two files was taken over. Default true.
    /// </summary>
    public bool AcceptedScoresAgree { get; init; } = true;

    /// <summary>Path of the accepted result, which may not exist; for messages.</summary>
    public required string AcceptedFile { get; init; }

    /// <summary>Hash of today's reference data.</summary>
    public required string ReferenceDataSha256 { get; init; }

    /// <summary>Whether a missing accepted result is an error rather than a warning. Default false.</summary>
    public bool ContinuousIntegration { get; init; }

    /// <summary>Both models' predictions of the same rows; null when there are none, and regressions are taken as they are.</summary>
    public PairedPredictions? Paired { get; init; }

    /// <summary>Why <see cref="Paired"/> is null, for messages; null when that says itself.</summary>
    public string? WhyNotPaired { get; init; }

    /// <summary>How many change gates are kept from failing by chance. Default <see cref="GateCorrection.Holm"/>.</summary>
    public GateCorrection Correction { get; init; }
}
