using Apache.Arrow;

namespace Ingot.Data;

/// <summary>
/// Columns of numbers, each read from its table once, whoever asks for what is told of it: some at a time, so that no more than a
/// few are in memory twice.
/// </summary>
/// <param name="session">The database.</param>
/// <param name="threads">How many columns are looked at at once; the result does not depend on it.</param>
internal sealed class NumberScans(DuckDbSession session, int threads)
{
    // 32 MB, or a column for each thread.
    private const long MostValues = 1 << 22;

    // DuckDB takes long to plan a query of thousands of columns.
    private const int MostColumns = 400;

    private readonly Dictionary<(string Table, string Column), NumberStatistics> _known = [];

    /// <summary>What is told of columns of numbers.</summary>
    /// <param name="table">The table; its rows stay what they are until <see cref="Forget"/>.</param>
    /// <param name="columns">The columns' names.</param>
    public IReadOnlyDictionary<string, NumberStatistics> Of(string table, IReadOnlyList<string> columns)
    {
        var rows = session.Count($"SELECT count(*) FROM {table}");
        var atOnce = (int)Math.Clamp(MostValues / Math.Max(rows, 1), Math.Max(threads, 1), MostColumns);
        foreach (var some in columns.Where(c => !_known.ContainsKey((table, c))).Chunk(atOnce))
        {
            var values = Read(table, some, rows);
            var found = new NumberStatistics[some.Length];
            Parallel.For(0, some.Length, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(threads, 1) }, i => found[i] = NumberStatistics.Of(values[i].Values.AsSpan(0, values[i].Count)));
            for (var i = 0; i < some.Length; i++)
            {
                _known.Add((table, some[i]), found[i]);
            }
        }

        return columns.ToDictionary(c => c, c => _known[(table, c)], StringComparer.Ordinal);
    }

    /// <summary>A table has other rows now.</summary>
    public void Forget() => _known.Clear();

    private (double[] Values, int Count)[] Read(string table, string[] columns, long rows)
    {
        var values = System.Array.ConvertAll(columns, _ => (Values: new double[rows], Count: 0));
        session.ReadBatches($"SELECT {string.Join(", ", columns.Select(DuckDbSession.Name))} FROM {table}", batch =>
        {
            for (var column = 0; column < columns.Length; column++)
            {
                var array = (DoubleArray)batch.Column(column);
                var (target, count) = values[column];
                var given = array.Values;
                if (array.NullCount == 0)
                {
                    given.CopyTo(target.AsSpan(count));
                    count += given.Length;
                }
                else
                {
                    for (var row = 0; row < given.Length; row++)
                    {
                        if (array.IsValid(row))
                        {
                            target[count++] = given[row];
                        }
                    }
                }

                values[column].Count = count;
            }
        });
        return values;
    }
}
