namespace Ingot.Pipeline.Search;

/// <summary>What a search has taken of the store for a part of <c>From</c>.</summary>
/// <param name="Source">That part, as the project writes it.</param>
/// <param name="Model">The model whose runs they are.</param>
/// <param name="Runs">How many of its runs gave a number.</param>
/// <param name="Outside">How many of these do not lie in the space of the search.</param>
/// <param name="Points">The best points that lie in it, the best first.</param>
internal sealed record TakenRuns(string Source, string Model, int Runs, int Outside, IReadOnlyList<RunPoint> Points);
