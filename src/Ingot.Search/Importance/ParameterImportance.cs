namespace Ingot.Search.Importance;

/// <summary>How much a parameter had to do with whether a trial was among the best.</summary>
/// <param name="Parameter">Its name.</param>
/// <param name="Share">Its part of all importance, from 0 to 1; all parts together are 1.</param>
public sealed record ParameterImportance(string Parameter, double Share);
