using Apache.Arrow;
using Ingot.Data;

namespace Ingot.Monitoring.Windows;

/// <summary>
/// Hands out the values of columns. Numbers go as they come, some thousand rows at once; where few values make up most rows, and of
/// texts always, DuckDB groups them first. Memory is bounded: what DuckDB cannot hold, it puts on the disk.
/// </summary>
internal sealed class ColumnStreamer(DuckDbSession session, string where, IColumnSink sink)
{
    private const int Texts = 4096;
    private const int Sample = 20_000;

    // So few distinct values in the sample are grouped: it takes DuckDB less time than handing out every row.
    private const int FewValues = 1000;

    // The time to plan a query grows faster than its width, and a batch of many columns leaves the processor's cache.
    private const int Widest = 50;

    private readonly Dictionary<int, long> _missing = [];
    private double[] _values = [];

    public void Stream(IReadOnlyList<WindowColumn> columns)
    {
        var numbers = columns.Where(c => c.Kind is WindowColumnKind.Number or WindowColumnKind.Date).ToList();
        var grouped = Grouped(numbers);
        foreach (var batch in numbers.Where(c => !grouped.Contains(c)).Chunk(Widest))
        {
            StreamRows(batch);
        }

        foreach (var column in columns)
        {
            if (grouped.Contains(column))
            {
                StreamGroups(column, $"{Number(column)}", (chunk, values, counts) => sink.Numbers(column, chunk, ((DoubleArray)values).Values, counts));
            }
            else if (!numbers.Contains(column))
            {
                StreamGroups(column, $"{column.Sql}::VARCHAR", (chunk, values, counts) => GiveTexts(column, chunk, (StringArray)values, counts));
            }
        }
    }

    private static string Number(WindowColumn column) =>
        column.Kind == WindowColumnKind.Date ? $"CASE WHEN isinf({column.Sql}) THEN ('inf'::DOUBLE) ELSE epoch_us({column.Sql})::DOUBLE END" : column.Sql;

    private HashSet<WindowColumn> Grouped(List<WindowColumn> numbers)
    {
        var grouped = new HashSet<WindowColumn>();
        foreach (var batch in numbers.Chunk(Widest))
        {
            var counts = session.Query($"SELECT count(*), {string.Join(", ", batch.Select((_, i) => $"count(DISTINCT c{i})"))} FROM (SELECT {string.Join(", ", batch.Select((c, i) => $"{c.Sql} AS c{i}"))} FROM served WHERE {where} LIMIT {Sample})")[0];
            var few = Math.Min(FewValues, DuckDbSession.Integer(counts[0]) / 4);
            grouped.UnionWith(batch.Where((_, i) => DuckDbSession.Integer(counts[i + 1]) <= few));
        }

        return grouped;
    }

    private void StreamRows(WindowColumn[] columns)
    {
        session.ReadBatches($"SELECT _chunk, {string.Join(", ", columns.Select(Number))} FROM served WHERE {where}", batch =>
        {
            var chunks = ((Int32Array)batch.Column(0)).Values;
            var isOne = chunks.Length > 0 && !chunks.ContainsAnyExcept(chunks[0]);
            for (var c = 0; c < columns.Length; c++)
            {
                var values = (DoubleArray)batch.Column(c + 1);
                if (isOne)
                {
                    GiveAll(columns[c], chunks[0], values);
                }
                else
                {
                    GiveByChunk(columns[c], chunks, values);
                }
            }
        }, isStreamed: true);
    }

    private void GiveAll(WindowColumn column, int chunk, DoubleArray values)
    {
        if (values.NullCount == 0)
        {
            sink.Numbers(column, chunk, values.Values, default);
            return;
        }

        var present = Room(values.Length);
        var count = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (values.IsValid(i))
            {
                present[count++] = values.Values[i];
            }
        }

        Give(column, chunk, present[..count], values.Length - count);
    }

    // Rows are mostly sorted by time, so few chunks are in one batch.
    private void GiveByChunk(WindowColumn column, ReadOnlySpan<int> chunks, DoubleArray values)
    {
        var room = Room(values.Length);
        Span<bool> done = chunks.Length <= 4096 ? stackalloc bool[chunks.Length] : new bool[chunks.Length];
        for (var first = 0; first < chunks.Length; first++)
        {
            if (done[first])
            {
                continue;
            }

            var (count, missing) = (0, 0L);
            for (var i = first; i < chunks.Length; i++)
            {
                if (chunks[i] != chunks[first] || done[i])
                {
                    continue;
                }

                done[i] = true;
                if (values.IsValid(i))
                {
                    room[count++] = values.Values[i];
                }
                else
                {
                    missing++;
                }
            }

            Give(column, chunks[first], room[..count], missing);
        }
    }

    private void Give(WindowColumn column, int chunk, ReadOnlySpan<double> values, long missing)
    {
        if (values.Length > 0)
        {
            sink.Numbers(column, chunk, values, default);
        }

        if (missing > 0)
        {
            sink.Missing(column, chunk, missing);
        }
    }

    private Span<double> Room(int length)
    {
        if (_values.Length < length)
        {
            _values = new double[length];
        }

        return _values.AsSpan(0, length);
    }

    private delegate void GiveGroups(int chunk, IArrowArray values, ReadOnlySpan<long> counts);

    private void StreamGroups(WindowColumn column, string value, GiveGroups give)
    {
        _missing.Clear();
        session.ReadBatches($"SELECT _chunk, {value} AS v, count(*)::BIGINT AS n FROM served WHERE {where} GROUP BY 1, 2 ORDER BY 1, 2 NULLS LAST", batch =>
        {
            var chunks = ((Int32Array)batch.Column(0)).Values;
            var counts = ((Int64Array)batch.Column(2)).Values;
            for (var first = 0; first < chunks.Length;)
            {
                var end = first + 1;
                while (end < chunks.Length && chunks[end] == chunks[first])
                {
                    end++;
                }

                // Of each chunk the missing value is the last.
                var last = end;
                if (batch.Column(1).IsNull(end - 1))
                {
                    last--;
                    _missing[chunks[first]] = counts[last];
                }

                if (last > first)
                {
                    give(chunks[first], ArrowArrayFactory.Slice(batch.Column(1), first, last - first), counts[first..last]);
                }

                first = end;
            }
        }, isStreamed: true);
        foreach (var (chunk, count) in _missing)
        {
            sink.Missing(column, chunk, count);
        }
    }

    private void GiveTexts(WindowColumn column, int chunk, StringArray values, ReadOnlySpan<long> counts)
    {
        var texts = new string[Math.Min(values.Length, Texts)];
        for (var first = 0; first < values.Length; first += Texts)
        {
            var count = Math.Min(Texts, values.Length - first);
            for (var i = 0; i < count; i++)
            {
                texts[i] = values.GetString(first + i);
            }

            sink.Texts(column, chunk, texts.AsSpan(0, count), counts.Slice(first, count));
        }
    }
}
