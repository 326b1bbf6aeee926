namespace Ingot.Core.Tables;

/// <summary>The groups of rows, as numbers from 0.</summary>
public static class RowGroups
{
    /// <summary>Of each row its group. A row without one is a group of its own.</summary>
    /// <param name="column">Names the groups.</param>
    /// <returns>The groups, and how many rows have none.</returns>
    public static (int[] Groups, int Without) Of(TableColumn column)
    {
        var known = new Dictionary<long, int>();
        var groups = new int[column.Rows];
        var (next, without) = (0, 0);
        for (var row = 0; row < groups.Length; row++)
        {
            if (column.IsMissing(row))
            {
                groups[row] = next++;
                without++;
                continue;
            }

            var name = Name(column, row);
            if (!known.TryGetValue(name, out var group))
            {
                known[name] = group = next++;
            }

            groups[row] = group;
        }

        return (groups, without);
    }

    private static long Name(TableColumn column, int row) => column switch
    {
        StringColumn s => s.Codes[row],

        // 0 and -0 are the same number.
        NumberColumn n => BitConverter.DoubleToInt64Bits(n.Values[row] + 0.0),
        DateColumn d => d.Values[row],
        _ => ((BooleanColumn)column).Values[row],
    };
}
