namespace Ingot.Core.Behaviour;

/// <summary>One threshold of a test on one of its measures.</summary>
/// <param name="Measure">The measure's name.</param>
/// <param name="Metadata">The metadata that says it, such as <c>MaxECE</c>; empty where the test has only one.</param>
/// <param name="IsLeast">Whether it is the least value that is allowed, rather than the greatest.</param>
/// <param name="Limit">The value.</param>
/// <param name="Subject">What was measured, as messages begin with it.</param>
/// <param name="Remedy">What to do when it is beyond: a full sentence.</param>
internal sealed record BehaviourThreshold(string Measure, string Metadata, bool IsLeast, double Limit, string Subject, string Remedy)
{
    /// <summary>What to do when the measure has no value: a full sentence.</summary>
    public string WhenUndefined { get; init; } = "Give more reference rows.";

    /// <summary>Why it has failed although the limit is kept, because that may be chance; null when it has not.</summary>
    public string? Proof { get; init; }
}
