namespace Ingot.Search.Reports;

/// <summary>Something that was tried.</summary>
/// <param name="Trial">What it was, and what it is worth; its number is 0 for the trainer of a project that names none.</param>
/// <param name="Weight">How much it counts in the ensemble, 0: not at all.</param>
public sealed record LeaderboardRow(TrialReport Trial, int Weight);
