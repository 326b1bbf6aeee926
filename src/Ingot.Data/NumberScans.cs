using Apache.Arrow;
using Ingot.Core.Schemas;

namespace Ingot.Data;

/// <summary>
/// Columns of numbers, each read from its table once, whoever asks for what is told of it: some at a time, so that no more than a
/// few are in memory twice.
/// </summary>
/// <param name="session">The database.</param>
/// <param name="threads">How many columns are looked at at once; the result does not depend on it.</param>
internal sealed class NumberScans(DuckDbSession session, int threads)
{
    // 16 MB, or a column for each thread.
    private const long MostValues = 1 << 21;

    // DuckDB takes long to plan a query of thousands of columns.
    private const int MostColumns = 400;

    private readonly Dictionary<(string Table, string Column), NumberStatistics> _known = [];

    // Arrays of this size are not given back before much later: the same are used again.
    private readonly List<double[]> _values = [];

    /// <summary>What is told of columns of numbers.</summary>
    /// <param name="table">The table; its rows stay what they are until <see cref="Forget"/>.</param>
    /// <param name="columns">Columns of it, of which those that are no numbers are passed over.</param>
    public IReadOnlyDictionary<string, NumberStatistics> Of(string table, IEnumerable<SchemaColumn> columns)
    {
        var all = columns.Where(c => c.Type == ColumnType.Number).Select(c => c.Name).ToList();
        var wanted = all.Where(c => !_known.ContainsKey((table, c))).ToList();
        if (wanted.Count > 0)
        {
            var rows = session.Count($"SELECT count(*) FROM {table}");
            var atOnce = (int)Math.Clamp(MostValues / Math.Max(rows, 1), Math.Max(threads, 1), MostColumns);
            foreach (var some in wanted.Chunk(atOnce))
            {
                var counts = Read(table, some, rows);
                var found = new NumberStatistics[some.Length];
                Parallel.For(0, some.Length, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(threads, 1) }, i => found[i] = NumberStatistics.Of(_values[i].AsSpan(0, counts[i])));
                for (var i = 0; i < some.Length; i++)
                {
                    _known.Add((table, some[i]), found[i]);
                }
            }
        }

        return all.ToDictionary(c => c, c => _known[(table, c)], StringComparer.Ordinal);
    }

    /// <summary>A table has other rows now.</summary>
    public void Forget() => _known.Clear();

    /// <summary>Fills the arrays with the values of columns that are there; tells how many each has.</summary>
    private int[] Read(string table, string[] columns, long rows)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            if (_values.Count == i)
            {
                _values.Add([]);
            }

            _values[i] = _values[i].LongLength < rows ? new double[rows] : _values[i];
        }

        var counts = new int[columns.Length];
        session.WithRoom(() =>
        {
            System.Array.Clear(counts);
            session.ReadBatches(
                $"SELECT {string.Join(", ", columns.Select(DuckDbSession.Name))} FROM {table}",
                batch =>
                {
                    for (var column = 0; column < columns.Length; column++)
                    {
                        counts[column] += Take((DoubleArray)batch.Column(column), _values[column].AsSpan(counts[column]));
                    }
                },
                isStreamed: true);
        });
        return counts;
    }

    private static int Take(DoubleArray array, Span<double> target)
    {
        var given = array.Values;
        if (array.NullCount == 0)
        {
            given.CopyTo(target);
            return given.Length;
        }

        var count = 0;
        for (var row = 0; row < given.Length; row++)
        {
            if (array.IsValid(row))
            {
                target[count++] = given[row];
            }
        }

        return count;
    }
}
