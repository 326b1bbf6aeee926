namespace Ingot.Jobs.Batches;

/// <summary>Why a unit of work has no end of its own.</summary>
/// <param name="Code">INGOT9302 or INGOT9303.</param>
/// <param name="Reason">What is known of it: a sentence's end, such as the scheduler's own word.</param>
public sealed record LostUnit(string Code, string Reason);
