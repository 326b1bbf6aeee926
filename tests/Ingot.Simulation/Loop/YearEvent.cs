namespace Ingot.Simulation.Loop;

/// <summary>Something that happened at the end of a week; of a release, before its customers.</summary>
/// <param name="Week">The week, from 0.</param>
/// <param name="Kind">What.</param>
/// <param name="Text">In words.</param>
public sealed record YearEvent(int Week, YearEventKind Kind, string Text);
