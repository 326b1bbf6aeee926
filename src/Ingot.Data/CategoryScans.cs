using System.Collections;
using Ingot.Core.Schemas;

namespace Ingot.Data;

/// <summary>Columns that are no numbers, each counted once, whoever asks for what is told of it.</summary>
/// <param name="session">The database.</param>
internal sealed class CategoryScans(DuckDbSession session)
{
    /// <summary>So many different values are counted each.</summary>
    public const long FewValues = 1000;

    private readonly Dictionary<(string Table, string Column), CategoryCounts> _known = [];

    /// <summary>What is told of columns.</summary>
    /// <param name="table">The table; its rows stay what they are until <see cref="Forget"/>.</param>
    /// <param name="columns">Columns of it, of which those of numbers are passed over.</param>
    public IReadOnlyDictionary<string, CategoryCounts> Of(string table, IEnumerable<SchemaColumn> columns)
    {
        var all = columns.Where(c => c.Type != ColumnType.Number).Select(c => c.Name).ToList();
        var wanted = all.Where(c => !_known.ContainsKey((table, c))).ToList();
        var counts = session.Aggregate(table, wanted, c => [$"count({DuckDbSession.Name(c)})", $"count(DISTINCT {DuckDbSession.Name(c)})"])
            .ConvertAll(c => (Present: DuckDbSession.Integer(c[0]), Distinct: DuckDbSession.Integer(c[1])));
        var few = wanted.Where((_, i) => counts[i].Distinct <= FewValues).ToList();
        var values = few.Zip(session.Aggregate(table, few, c =>
        {
            var counted = $"histogram({DuckDbSession.Name(c)}::VARCHAR)";
            return [$"map_keys({counted})", $"map_values({counted})"];
        })).ToDictionary(v => v.First, v => Values(v.Second), StringComparer.Ordinal);
        for (var i = 0; i < wanted.Count; i++)
        {
            _known.Add((table, wanted[i]), new CategoryCounts(counts[i].Present, counts[i].Distinct, values.GetValueOrDefault(wanted[i])));
        }

        return all.ToDictionary(c => c, c => _known[(table, c)], StringComparer.Ordinal);
    }

    /// <summary>A table has other rows now.</summary>
    public void Forget() => _known.Clear();

    // Of no values there is no histogram.
    private static Dictionary<string, long> Values(object?[] counted) => counted[0] is IEnumerable<string> names
        ? names.Zip(((IEnumerable)counted[1]!).Cast<object>().Select(DuckDbSession.Integer)).ToDictionary(v => v.First, v => v.Second, StringComparer.Ordinal)
        : [];
}
