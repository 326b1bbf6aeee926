using Apache.Arrow;
using Ingot.Core.Schemas;

namespace Ingot.Data;

/// <summary>Where the numbers of a column lie in the rows of each class.</summary>
internal static class ClassRanges
{
    // Where classes tell nothing of a number, a few rows of each show it.
    private const int FirstRows = 256;
    private const int MostColumns = 400;

    /// <summary>The columns of which a few rows do not show that the ranges of two classes meet: ranges that meet in some rows meet in all of them.</summary>
    /// <param name="session">The database.</param>
    /// <param name="table">The table.</param>
    /// <param name="columns">Columns of numbers.</param>
    /// <param name="label">The column of the classes, as SQL.</param>
    public static IEnumerable<SchemaColumn> MayBeApart(DuckDbSession session, string table, IEnumerable<SchemaColumn> columns, string label)
    {
        foreach (var some in columns.Chunk(MostColumns))
        {
            Dictionary<string, (double Least, double Greatest)>[] ranges = [];
            session.WithRoom(() =>
            {
                ranges = System.Array.ConvertAll(some, _ => new Dictionary<string, (double, double)>(StringComparer.Ordinal));
                session.ReadBatches(
                    $"SELECT {string.Join(", ", some.Select(c => DuckDbSession.Name(c.Name)))}, {label}::VARCHAR FROM {table} WHERE {label} IS NOT NULL LIMIT {FirstRows}",
                    batch =>
                    {
                        var classes = (StringArray)batch.Column(some.Length);
                        string[] names = [.. Enumerable.Range(0, classes.Length).Select(r => classes.GetString(r))];
                        for (var i = 0; i < some.Length; i++)
                        {
                            Take((DoubleArray)batch.Column(i), names, ranges[i]);
                        }
                    });
            });
            foreach (var (column, found) in some.Zip(ranges))
            {
                var sorted = found.Values.OrderBy(r => r.Least).ToList();
                if (sorted.Zip(sorted.Skip(1)).All(p => p.First.Greatest < p.Second.Least))
                {
                    yield return column;
                }
            }
        }
    }

    private static void Take(DoubleArray values, string[] classes, Dictionary<string, (double Least, double Greatest)> ranges)
    {
        for (var row = 0; row < classes.Length; row++)
        {
            if (values.GetValue(row) is { } value)
            {
                ranges[classes[row]] = ranges.TryGetValue(classes[row], out var range) ? (Math.Min(range.Least, value), Math.Max(range.Greatest, value)) : (value, value);
            }
        }
    }
}
