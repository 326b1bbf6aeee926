using Ingot.Core.Tables;

namespace Ingot.Pipeline.Evaluate;

/// <summary>
/// A table in which one column is shuffled some times, as the rows of it that are worth scoring: a row whose value stays the same, and one that had its new value
/// in an earlier shuffle, has the score that is known. Of a column of two values that is nearly all of them.
/// </summary>
internal sealed class ShuffledColumn
{
    private const int Own = -1;
    private readonly int[][] _places;

    private ShuffledColumn(Table rows, int[][] places) => (Rows, _places) = (rows, places);

    /// <summary>The rows to score.</summary>
    public Table Rows { get; }

    /// <summary>Shuffles a column.</summary>
    /// <param name="rows">The table.</param>
    /// <param name="name">The column.</param>
    /// <param name="permutations">For each shuffle, from which row each row has its value.</param>
    public static ShuffledColumn Of(Table rows, string name, IReadOnlyList<int[]> permutations)
    {
        var values = Values(rows[name]);
        var known = new Dictionary<(int Row, int Value), int>();
        var (from, valueFrom) = (new List<int>(), new List<int>());
        var places = permutations.Select(permutation => Array.ConvertAll(Enumerable.Range(0, rows.Rows).ToArray(), row =>
        {
            if (values[permutation[row]] == values[row])
            {
                return Own;
            }

            if (!known.TryGetValue((row, values[permutation[row]]), out var place))
            {
                known.Add((row, values[permutation[row]]), place = from.Count);
                from.Add(row);
                valueFrom.Add(permutation[row]);
            }

            return place;
        })).ToArray();
        var (rowsFrom, valuesFrom) = (from.ToArray(), valueFrom.ToArray());
        return new ShuffledColumn(new Table([.. rows.Columns.Select(c => c.Take(c.Name == name ? valuesFrom : rowsFrom))], rowsFrom.Length), places);
    }

    /// <summary>The scores of all rows after one of the shuffles.</summary>
    /// <param name="shuffle">Its index.</param>
    /// <param name="own">The scores of all rows as they were.</param>
    /// <param name="scored">Those of <see cref="Rows"/>.</param>
    public float[] Scores(int shuffle, float[] own, float[] scored)
    {
        var places = _places[shuffle];
        var width = own.Length / places.Length;
        var scores = new float[own.Length];
        for (var row = 0; row < places.Length; row++)
        {
            var (source, place) = places[row] == Own ? (own, row) : (scored, places[row]);
            source.AsSpan(place * width, width).CopyTo(scores.AsSpan(row * width));
        }

        return scores;
    }

    /// <summary>A number for each row, the same where the values are the same to the last bit.</summary>
    private static int[] Values(TableColumn column) => column switch
    {
        StringColumn texts => texts.Codes,
        BooleanColumn truths => Array.ConvertAll(truths.Values, v => (int)v),
        DateColumn dates => Numbered(dates.Values),
        NumberColumn numbers => Numbered(Array.ConvertAll(numbers.Values, BitConverter.DoubleToInt64Bits)),
        _ => throw new InvalidOperationException($"A column of type {column.GetType()}."),
    };

    private static int[] Numbered(long[] values)
    {
        var known = new Dictionary<long, int>();
        return Array.ConvertAll(values, v =>
        {
            if (!known.TryGetValue(v, out var number))
            {
                known.Add(v, number = known.Count);
            }

            return number;
        });
    }
}
