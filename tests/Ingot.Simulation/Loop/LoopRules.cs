using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Simulation.Loop;

/// <summary>What is done about an alarm.</summary>
public sealed record LoopRules
{
    /// <summary>The length of a window. Default 28 days.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(28);

    /// <summary>When it is trained again, and on how many rows models are compared. Default: drift and decay ask for it, at most every 21 days, and a schedule every 28.</summary>
    public RetrainSpec Retraining { get; init; } = new()
    {
        AtMost = TimeSpan.FromDays(21),
        Triggers =
        [
            new RetrainTriggerSpec(RetrainTriggerKind.Performance, SourceLocation.None),
            new RetrainTriggerSpec(RetrainTriggerKind.Drift, SourceLocation.None),
            new RetrainTriggerSpec(RetrainTriggerKind.Schedule, SourceLocation.None) { Every = TimeSpan.FromDays(28) },
        ],
    };

    /// <summary>Whether a new model must be proven better before it serves. Default true.</summary>
    public bool MustBeProven { get; init; } = true;

    /// <summary>Whether the version before comes back where it is proven better. Default true.</summary>
    public bool RollsBack { get; init; } = true;

    /// <summary>What textbooks do: they train again on every alarm, and what comes out of it serves.</summary>
    public static LoopRules Textbook { get; } = new() { Retraining = new RetrainSpec(), MustBeProven = false, RollsBack = false };
}
