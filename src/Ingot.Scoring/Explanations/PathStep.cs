namespace Ingot.Scoring.Explanations;

/// <summary>A feature on the way from the root: what share of the ways go on without knowing it, and whether the row's own value goes on.</summary>
internal record struct PathStep(int Feature, double Zero, double One, double Weight);
