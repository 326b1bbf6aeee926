using Ingot.Data;

namespace Ingot.Monitoring.Windows;

/// <summary>Counts, by column and chunk, what the schema forbids. It decodes every value once, so a damaged file shows itself here.</summary>
internal sealed class QualityReader(DuckDbSession session, WindowTables tables)
{
    // The time to plan a query grows faster than its width.
    private const int Widest = 100;

    /// <summary>One record per column and chunk, column by column, with the rules that they were held to.</summary>
    public IReadOnlyList<(FoundColumn Column, IReadOnlyList<ColumnRule> Rules, IReadOnlyList<ColumnQuality> Chunks)> Read()
    {
        var shapes = session.Query("SELECT DISTINCT _chunk, _shape FROM served").ToLookup(r => (int)DuckDbSession.Integer(r[0]), r => (int)DuckDbSession.Integer(r[1]));
        var read = new List<(FoundColumn, IReadOnlyList<ColumnRule>, IReadOnlyList<ColumnQuality>)>();
        var batch = new List<(FoundColumn Column, IReadOnlyList<ColumnRule> Rules, List<string> Sql)>();
        foreach (var column in tables.Columns)
        {
            var rules = RulesOf(column);
            batch.Add((column, rules, Expressions(column, rules)));
            if (batch.Sum(b => b.Sql.Count) >= Widest)
            {
                Flush();
            }
        }

        Flush();
        return read;

        void Flush()
        {
            if (batch.Count == 0)
            {
                return;
            }

            var counts = session.Query($"SELECT _chunk, {string.Join(", ", batch.SelectMany(b => b.Sql))} FROM served GROUP BY 1").ToDictionary(r => (int)DuckDbSession.Integer(r[0]));
            var at = 1;
            foreach (var (column, rules, sql) in batch)
            {
                var first = at;
                read.Add((column, rules, [.. tables.Chunks.Select(c => Quality(column, rules, c, shapes[c.Index], counts.TryGetValue(c.Index, out var row) ? row.AsSpan(first, sql.Count) : default))]));
                at += sql.Count;
            }

            batch.Clear();
        }
    }

    private List<ColumnRule> RulesOf(FoundColumn found)
    {
        if (found.Schema is not { } schema || found.Column.Role != WindowColumnRole.Feature)
        {
            return [];
        }

        var rules = ColumnRules.Of(schema, found.Column.Sql).ToList();
        return new ColumnTyping(session, tables.Reading).Rule(schema, found.Raw, found.RawType) is { } type ? [type, .. rules] : rules;
    }

    private static List<string> Expressions(FoundColumn found, IReadOnlyList<ColumnRule> rules)
    {
        var sql = found.Column.Sql;
        List<string> all = [$"count({sql})"];
        if (found.Column.Kind == WindowColumnKind.Number)
        {
            all.AddRange([$"min({sql})", $"max({sql})"]);
        }
        else if (found.Column.Kind == WindowColumnKind.Date)
        {
            all.AddRange([$"epoch_us(min({sql}))::DOUBLE", $"epoch_us(max({sql}))::DOUBLE"]);
        }

        all.AddRange(rules.Select(r => $"count(CASE WHEN {r.Condition} THEN 1 END)"));
        return all;
    }

    private static ColumnQuality Quality(FoundColumn found, IReadOnlyList<ColumnRule> rules, WindowChunk chunk, IEnumerable<int> shapes, ReadOnlySpan<object?> values)
    {
        var quality = new ColumnQuality { Column = found.Column, Chunk = chunk.Index, Rows = chunk.Rows, State = StateOf(found, chunk, [.. shapes]) };
        if (values.IsEmpty)
        {
            return quality;
        }

        quality = quality with { Present = DuckDbSession.Integer(values[0]) };
        var at = 1;
        if (found.Column.Kind is WindowColumnKind.Number or WindowColumnKind.Date)
        {
            quality = quality with { Least = (double?)values[1], Greatest = (double?)values[2] };
            at = 3;
        }

        foreach (var rule in rules)
        {
            var count = DuckDbSession.Integer(values[at++]);
            quality = rule.Kind switch
            {
                ColumnRuleKind.WrongType => quality with { WrongType = count },
                ColumnRuleKind.Infinite => quality with { Infinite = count },
                ColumnRuleKind.BelowMinimum => quality with { BelowMinimum = count },
                ColumnRuleKind.AboveMaximum => quality with { AboveMaximum = count },
                ColumnRuleKind.OutsideDomain => quality with { OutsideDomain = count },
                _ => quality,
            };
        }

        return quality;
    }

    private static QualityState StateOf(FoundColumn found, WindowChunk chunk, List<int> shapes) =>
        chunk.Rows == 0 ? QualityState.NoRows
        : !shapes.Exists(found.Shapes.Contains) ? QualityState.Vanished
        : shapes.Exists(found.OtherTypes.Contains) ? QualityState.TypeChanged
        : found.Column.Role == WindowColumnRole.Other && found.Schema is null && !found.Column.IsHashed ? QualityState.New
        : QualityState.Present;
}
