namespace Ingot.Data;

/// <summary>Different values of columns, from rows that are spread over the table, for what no query can find out.</summary>
internal static class ColumnSamples
{
    private const long Rows = 5000;

    /// <summary>Up to five thousand different texts of each column, in ordinal order.</summary>
    public static List<List<string>> Of(DuckDbSession session, RawData raw, IReadOnlyList<RawColumn> columns)
    {
        var step = Math.Max(1, session.Count($"SELECT count(*) FROM {raw.Table}") / Rows);
        var relation = FormattableString.Invariant($"(SELECT * FROM {raw.Table} WHERE rowid % {step} = 0)");
        return [.. session.Aggregate(relation, columns, c => [$"list(DISTINCT {c.Sql}::VARCHAR) FILTER ({c.Sql} IS NOT NULL)"])
            .Select(v => v[0] is IEnumerable<string> texts ? texts.Order(StringComparer.Ordinal).ToList() : [])];
    }
}
