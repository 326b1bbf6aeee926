namespace Ingot.Monitoring.Queries;

/// <summary>What a query of a log found.</summary>
/// <param name="Columns">Names and DuckDB's types of the columns; a name may be there twice.</param>
/// <param name="Rows">The rows, each with a value per column: null, a boolean, a number, a text, a <see cref="DateTime"/> in UTC, or what else DuckDB has.</param>
/// <param name="IsCutOff">Whether there are more rows than were asked for.</param>
public sealed record LogQueryResult(IReadOnlyList<(string Name, string Type)> Columns, IReadOnlyList<object?[]> Rows, bool IsCutOff);
