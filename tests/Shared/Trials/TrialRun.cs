namespace Ingot.Tests.Shared.Trials;

/// <summary>One run of what is tried.</summary>
/// <param name="Took">How long.</param>
/// <param name="Hit">Whether the kill met it alive.</param>
/// <param name="ExitCode">The exit code of what was killed, or might have been.</param>
/// <param name="Output">What it said.</param>
/// <param name="Faults">What went wrong beside it.</param>
internal sealed record TrialRun(TimeSpan Took, bool Hit, int ExitCode, string Output, IReadOnlyList<string> Faults);
