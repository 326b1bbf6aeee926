namespace Ingot.Core.Runs;

/// <summary>A stage that a run did. One that was up to date or came from the cache is none.</summary>
/// <param name="Stage">The stage's word, such as <c>Train</c>.</param>
/// <param name="Started">When it began.</param>
/// <param name="Ended">When it ended; null: it has not, or its process is gone.</param>
/// <param name="Outcome">How it ended, such as <c>Passed</c>; null as long as it has not.</param>
public sealed record RunStep(string Stage, DateTimeOffset Started, DateTimeOffset? Ended = null, string? Outcome = null);
