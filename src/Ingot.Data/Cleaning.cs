using DuckDB.NET.Data;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>From raw rows to typed ones, without those that the project drops.</summary>
internal sealed class Cleaning(DuckDbSession session, ModelSpec spec, IReadOnlyList<SchemaColumn> columns, TypedValues typedValues)
{
    /// <summary>Makes the table <c>training</c> or <c>reference</c>: the schema's columns, and the number of the row in the files.</summary>
    /// <exception cref="IngotException">INGOT1014: the filter is not SQL, or no row is left.</exception>
    public void Run(RawData raw)
    {
        var byName = raw.Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        var values = columns.Select(c => $"{typedValues.Of(byName[c.Name], c)} AS {DuckDbSession.Name(c.Name)}");
        var typed = $"SELECT {string.Join(", ", values)}, rowid AS {RawData.RowNumber} FROM {raw.Table}";
        var dropped = spec.Columns.Where(c => c.Missing == MissingValues.DropRow).Select(c => columns.Any(n => n.Name == c.Name && n.Type == ColumnType.Number)
            ? $"NOT isnan({DuckDbSession.Name(c.Name)})"
            : $"{DuckDbSession.Name(c.Name)} IS NOT NULL");
        // The condition ends on a line of its own: it may end with a comment.
        var cleaned = $"CREATE TABLE {raw.Name} AS SELECT * FROM ({typed}) WHERE {string.Join(" AND ", dropped.Prepend($"coalesce(({spec.Filter ?? "true"}\n), false)"))}";
        if (session.HasMoreStatements(cleaned))
        {
            throw BadFilter(raw, "it holds more than one statement.", null);
        }

        try
        {
            session.Narrowly(columns.Count, () => session.Execute(cleaned));
        }
        catch (DuckDBException e) when (spec.Filter is not null)
        {
            raw.ThrowIfUnreadable(session);
            throw BadFilter(raw, DuckDbSession.FirstLine(e.Message), e);
        }

        RemoveNaN(raw, [.. columns.Where(c => c.Type == ColumnType.Number && byName[c.Name].IsText && !typedValues.AreRight(byName[c.Name], c))]);
        if (spec.RemoveDuplicates)
        {
            session.Execute(
                $"DELETE FROM {raw.Name} WHERE {RawData.RowNumber} NOT IN (SELECT min({RawData.RowNumber}) FROM {raw.Name} GROUP BY {string.Join(", ", columns.Select(c => DuckDbSession.Name(c.Name)))})");
        }

        if (session.Count($"SELECT count(*) FROM {raw.Name}") == 0)
        {
            throw new IngotException(PrepareDiagnostics.BadFilter.At(
                spec.LocationOf("ModelFilter"), $"Cleaning leaves no rows of the {raw.Name} data. Correct the ModelFilter or the columns with Missing=\"DropRow\"."));
        }
    }

    private IngotException BadFilter(RawData raw, string why, Exception? inner)
    {
        var diagnostic = PrepareDiagnostics.BadFilter.At(
            spec.LocationOf("ModelFilter"),
            $"The ModelFilter \"{DiagnosticText.Shorten(spec.Filter!)}\" is not valid SQL over the columns of the {raw.Name} data: {why} Write a condition such as: price > 0.");
        return inner is null ? new IngotException(diagnostic) : new IngotException(diagnostic, inner);
    }

    /// <summary>Text such as <c>+nan</c> is a number to DuckDB; it is a missing one. Of numbers it is so already.</summary>
    private void RemoveNaN(RawData raw, List<SchemaColumn> numbers)
    {
        var counts = session.Aggregate(raw.Name, numbers, c => [$"count(CASE WHEN isnan({DuckDbSession.Name(c.Name)}) THEN 1 END)"]);
        foreach (var name in numbers.Where((_, i) => DuckDbSession.Integer(counts[i][0]) > 0).Select(c => DuckDbSession.Name(c.Name)))
        {
            session.Execute($"UPDATE {raw.Name} SET {name} = NULL WHERE isnan({name})");
        }
    }
}
