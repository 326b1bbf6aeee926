using Ingot.Core.Diagnostics;

namespace Ingot.Core.Gates;

/// <summary>What one change gate is decided by.</summary>
internal sealed record ChangeComparison
{
    /// <summary>The evidence, with the one baseline that the gate compares with.</summary>
    public required GateEvidence Evidence { get; init; }

    /// <summary>The test on the same rows; null when there is none.</summary>
    public ChangeTest? Test { get; init; }

    /// <summary>Which of several releases it is, for messages: <c>the best of 5 releases</c>; null: there is but one.</summary>
    public string? Among { get; init; }

    /// <summary>What forbids any comparison; null: nothing that is known yet.</summary>
    public Diagnostic? WhyNot { get; init; }
}
