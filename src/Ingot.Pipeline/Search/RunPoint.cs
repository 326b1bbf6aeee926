namespace Ingot.Pipeline.Search;

/// <summary>What a run of the store was given.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Parameters">Its trainer and parameters, in words.</param>
internal sealed record RunPoint(string Run, SortedDictionary<string, string> Parameters);
