using Ingot.Pipeline;

namespace Ingot.Tool.Retraining;

/// <summary>Whether production shows that a channel must go back.</summary>
/// <param name="IsProven">Whether it does.</param>
/// <param name="Before">The version to go back to; null: none is proven to be better.</param>
/// <param name="Outcome">How the verb ends when it does not go back.</param>
/// <param name="Finding">What was found, with numbers.</param>
internal sealed record Decay(bool IsProven, string? Before, StageOutcome Outcome, string Finding)
{
    /// <summary>Production keeps its gates.</summary>
    public static Decay None(string finding) => new(false, null, StageOutcome.Passed, finding);

    /// <summary>Production fails its gates, which is as a failed gate is, and nothing shows that the version before is better.</summary>
    public static Decay NotProven(string finding) => new(false, null, StageOutcome.GateFailed, finding);
}
