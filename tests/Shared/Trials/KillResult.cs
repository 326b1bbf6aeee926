namespace Ingot.Tests.Shared.Trials;

/// <summary>What one kill came to.</summary>
/// <param name="Kind">How.</param>
/// <param name="After">When, after the start.</param>
/// <param name="Hit">Whether the program was still running.</param>
/// <param name="Faults">The laws that did not hold.</param>
/// <param name="Temporary">Files that it left in the folder for temporary files.</param>
internal sealed record KillResult(KillKind Kind, TimeSpan After, bool Hit, IReadOnlyList<string> Faults, int Temporary);
