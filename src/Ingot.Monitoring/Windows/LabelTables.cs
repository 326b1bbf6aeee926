using Ingot.Core.Schemas;
using Ingot.Data;

namespace Ingot.Monitoring.Windows;

/// <summary>Joins labels to the rows of a window: <c>known</c> has the last label of each row that has one.</summary>
/// <param name="session">The window's database.</param>
/// <param name="scratch">A folder of the window's own.</param>
/// <param name="schema">The model's schema, whose label says how labels are read; null, or without a label: they are texts.</param>
internal sealed class LabelTables(DuckDbSession session, string scratch, ModelSchema? schema)
{
    private readonly string _value = schema?.LabelIfAny is { } known ? new ColumnTyping(session, schema.Reading.Text).Value(known, "_label", "VARCHAR") : "_label";
    private bool _isBeside;

    /// <summary>Makes the view <c>known</c> (<c>_id</c>, <c>_row</c>, <c>_label</c>, <c>_labelled</c>) of labels in files of their own.</summary>
    /// <param name="shapes">The files; none: labels stand beside their predictions.</param>
    /// <param name="mapping">What their columns hold; null: those of a prediction log.</param>
    public void Make(IReadOnlyList<FileShape> shapes, ColumnMapping? mapping)
    {
        _isBeside = shapes.Count == 0;
        if (_isBeside)
        {
            return;
        }

        var labels = string.Join("\nUNION ALL ", shapes.Select(s => mapping is null
            ? $"SELECT {LogNames.Id} AS _id, {LogNames.Row} AS _row, coalesce({LogNames.Label}, {LogNames.LabelValue}::VARCHAR) AS _label, epoch_us({LogNames.Labelled}) AS _labelled, {LogNames.Sequence} AS _sequence, filename AS _file FROM {Source(s)}"
            : $"SELECT {string.Join(", ", new MappedColumns(mapping).SelectLabels(s))}, 0 AS _sequence, filename AS _file FROM {Source(s)}"));
        session.Execute($"CREATE OR REPLACE VIEW came AS {labels}");

        // Only those of the window's rows, and on the disk: a log may have as many labels as rows.
        var path = Path.Combine(scratch, "labels.parquet");
        session.Execute($"""
            COPY (
                SELECT * EXCLUDE (_sequence, _file) FROM came SEMI JOIN (SELECT _id, _row FROM served) USING (_id, _row)
                QUALIFY row_number() OVER (PARTITION BY _id, _row ORDER BY _labelled DESC NULLS LAST, _sequence DESC, _file DESC) = 1
            ) TO {DuckDbSession.Text(path)} (FORMAT parquet)
            """);
        session.Execute($"CREATE OR REPLACE VIEW known AS SELECT * FROM {WindowFiles.Relation([path])}");
    }

    /// <summary>Rows of the window that have a label which can be read, with it as <c>_label</c> and when it came as <c>_labelled</c>.</summary>
    public string Joined => $"(SELECT * FROM (SELECT * REPLACE ({_value} AS _label) FROM {Raw}) WHERE _label IS NOT NULL)";

    private string Raw => _isBeside
        ? "(SELECT * FROM served WHERE nullif(_label, '') IS NOT NULL)"
        : "(SELECT s.* REPLACE (k._label AS _label, k._labelled AS _labelled) FROM served s JOIN known k USING (_id, _row))";

    /// <summary>Labels that are not what the schema says labels are: what is wrong with them, how many there are, of how many, and some of them.</summary>
    public IEnumerable<(ColumnRule Rule, long Count, long Labels, IReadOnlyList<(string Value, long Rows)> Examples)> Wrong()
    {
        if (schema?.LabelIfAny is not { } label)
        {
            yield break;
        }

        var rules = ColumnRules.Of(label, _value).Where(r => r.Kind != ColumnRuleKind.MissingLabel);
        if (new ColumnTyping(session, schema.Reading.Text).Rule(label, "_label", "VARCHAR") is { } type)
        {
            rules = rules.Prepend(type);
        }

        foreach (var rule in rules)
        {
            var counts = session.Query($"SELECT count(CASE WHEN {rule.Condition} THEN 1 END), count(*) FROM {Raw}")[0];
            if (DuckDbSession.Integer(counts[0]) is var count and > 0)
            {
                yield return (rule, count, DuckDbSession.Integer(counts[1]),
                [
                    .. session.Query($"SELECT _label, count(*) FROM {Raw} WHERE {rule.Condition} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 5").Select(r => ((string)r[0]!, DuckDbSession.Integer(r[1]))),
                ]);
            }
        }
    }

    /// <summary>Counts labels and their delays by chunk; the last row, without a chunk, is of the whole window.</summary>
    public IReadOnlyList<(int? Chunk, long Labelled, long Early, LabelDelay? Delay)> Count() =>
    [
        .. session.Query($"""
            SELECT _chunk, count(*), count_if(_labelled < _ts), quantile_cont(_labelled - _ts, [0.5, 0.9, 0.99, 1.0]) FILTER (_labelled >= _ts)
            FROM {Joined} GROUP BY GROUPING SETS ((_chunk), ())
            """).Select(r => ((int?)(r[0] is null ? null : (int)DuckDbSession.Integer(r[0])), DuckDbSession.Integer(r[1]), DuckDbSession.Integer(r[2]), DelayOf(r[3]))),
    ];

    /// <summary>How many labels came in a span of time for rows that are in no file.</summary>
    /// <param name="from">Its first microsecond; null: any.</param>
    /// <param name="before">The first after it.</param>
    /// <param name="others">Files with rows outside of the window.</param>
    public long CountOrphans(long? from, long before, IReadOnlyList<string> others)
    {
        if (_isBeside)
        {
            return 0;
        }

        var came = FormattableString.Invariant($"SELECT DISTINCT _id, _row FROM came WHERE coalesce(_labelled, {before - 1}) < {before}{(from is { } f ? FormattableString.Invariant($" AND coalesce(_labelled, {f}) >= {f}") : string.Empty)}");
        var without = $"SELECT * FROM ({came}) ANTI JOIN (SELECT _id, _row FROM logged) USING (_id, _row)";
        return session.Count(others.Count == 0
            ? $"SELECT count(*) FROM ({without})"
            : $"SELECT count(*) FROM ({without}) o ANTI JOIN (SELECT {LogNames.Id} AS _id, {LogNames.Row} AS _row FROM read_parquet([{string.Join(", ", others.Select(DuckDbSession.Text))}], union_by_name=true, hive_partitioning=false)) USING (_id, _row)");
    }

    private static LabelDelay? DelayOf(object? quantiles) => quantiles is System.Collections.IList { Count: 4 } q
        ? new LabelDelay(Span(q[0]), Span(q[1]), Span(q[2]), Span(q[3]))
        : null;

    private static TimeSpan Span(object? microseconds) => TimeSpan.FromMicroseconds(Convert.ToDouble(microseconds, System.Globalization.CultureInfo.InvariantCulture));

    private static string Source(FileShape shape) =>
        $"read_parquet([{string.Join(", ", shape.Files.Select(DuckDbSession.Text))}], hive_partitioning=false, filename=true)";
}
