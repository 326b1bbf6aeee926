using Ingot.Core.Schemas;
using Ingot.Data;

namespace Ingot.Monitoring.Windows;

/// <summary>
/// Finds rows of a window in prepared data, by the schema's entity, and compares the values. A thing that is in the prepared data more than once is left
/// out: nobody knows which of its rows was meant.
/// </summary>
/// <param name="session">The window's database.</param>
/// <param name="columns">The window's columns.</param>
internal sealed class SkewReader(DuckDbSession session, IReadOnlyList<WindowColumn> columns)
{
    // The time to plan a query grows faster than its width.
    private const int Widest = 50;

    private const string RequestId = "the id of the request";

    /// <summary>Compares them.</summary>
    /// <param name="files">The prepared data, as Parquet with the schema's names.</param>
    /// <param name="entity">The schema's entity; null: it has none.</param>
    public WindowSkew Read(IReadOnlyList<string> files, SchemaColumn? entity)
    {
        if (entity is null)
        {
            return Nothing("no column of the schema has the role Entity, by which a row would be found in the prepared data");
        }

        var prepared = session.Query($"DESCRIBE SELECT * FROM {WindowFiles.Relation(files)}").ToDictionary(r => (string)r[0]!, r => (string)r[1]!, StringComparer.Ordinal);
        if (!prepared.TryGetValue(entity.Name, out var type))
        {
            return Nothing($"the prepared data have no column '{entity.Name}', which the schema says is the Entity");
        }

        var features = columns.Where(c => c.Role == WindowColumnRole.Feature && !c.IsHashed && prepared.TryGetValue(c.Name, out var of) && KindOf(of) == c.Kind).ToList();
        var own = columns.FirstOrDefault(c => c.Name == entity.Name && !c.IsHashed && c.Kind == KindOf(type));
        if (own is null && session.Count("SELECT count(*) FROM served WHERE _id IS NOT NULL") == 0)
        {
            return Nothing($"the window has neither the Entity '{entity.Name}' nor ids of requests");
        }

        // An id of a request with several rows is none of a thing.
        var key = own?.Sql ?? (KindOf(type) == WindowColumnKind.Text ? "_id" : $"TRY_CAST(_id AS {type})");
        var rows = own is null ? "SELECT * FROM served WHERE _id NOT IN (SELECT _id FROM served WHERE _row > 0 AND _id IS NOT NULL)" : "SELECT * FROM served";
        var name = DuckDbSession.Name(entity.Name);
        session.Execute($"CREATE OR REPLACE TEMP TABLE once AS SELECT {name} AS _key FROM {WindowFiles.Relation(files)} WHERE {name} IS NOT NULL GROUP BY 1 HAVING count(*) = 1");
        try
        {
            List<ColumnSkew> found = [];
            var compared = 0L;
            foreach (var batch in features.Chunk(Widest))
            {
                var taken = string.Join(", ", batch.Select((c, i) => FormattableString.Invariant($"{Prepared(c)} AS p{i}")));
                var differ = string.Join(", ", batch.Select((c, i) => FormattableString.Invariant($"count_if({Differs(c, i)})")));
                var counts = session.Query(
                    $"SELECT _chunk, count(*), {differ} FROM ({rows}) s JOIN (SELECT {name} AS _key, {taken} FROM {WindowFiles.Relation(files)} SEMI JOIN once ON {name} = once._key) p ON ({key}) = p._key GROUP BY 1 ORDER BY 1");
                compared = counts.Sum(r => DuckDbSession.Integer(r[1]));
                found.AddRange(batch.SelectMany((c, i) => counts.Select(r => new ColumnSkew(c.Name, (int)DuckDbSession.Integer(r[0]), DuckDbSession.Integer(r[1]), DuckDbSession.Integer(r[i + 2])))));
            }

            return new WindowSkew(own is null ? RequestId : entity.Name, null, compared, found) { Features = [.. features.Select(f => f.Name)] };
        }
        finally
        {
            session.Execute("DROP TABLE once");
        }
    }

    private static WindowSkew Nothing(string why) => new(null, why, 0, []);

    private static string Prepared(WindowColumn column)
    {
        var name = DuckDbSession.Name(column.Name);
        return column.Kind switch
        {
            WindowColumnKind.Number => $"nullif({name}::DOUBLE, 'nan'::DOUBLE)",
            WindowColumnKind.Text => $"nullif({name}, '')",
            WindowColumnKind.Date => $"{name}::TIMESTAMP",
            _ => name,
        };
    }

    // A log keeps numbers as the model takes them, which may be float32.
    private static string Differs(WindowColumn column, int index)
    {
        var differ = FormattableString.Invariant($"{column.Sql} IS DISTINCT FROM p{index}");
        return column.Kind == WindowColumnKind.Number ? FormattableString.Invariant($"{differ} AND {column.Sql} IS DISTINCT FROM TRY_CAST(p{index} AS FLOAT)::DOUBLE") : differ;
    }

    private static WindowColumnKind KindOf(string type) =>
        ColumnTyping.IsNumber(type) ? WindowColumnKind.Number
        : ColumnTyping.IsDate(type) ? WindowColumnKind.Date
        : type == "BOOLEAN" ? WindowColumnKind.Boolean
        : WindowColumnKind.Text;
}
