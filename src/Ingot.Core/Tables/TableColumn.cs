namespace Ingot.Core.Tables;

/// <summary>One column of a <see cref="Table"/>, in memory as one array.</summary>
/// <param name="Name">The column's name.</param>
public abstract record TableColumn(string Name)
{
    /// <summary>Number of rows.</summary>
    public abstract int Rows { get; }

    /// <summary>Whether the value of a row is missing.</summary>
    public abstract bool IsMissing(int row);

    /// <summary>The column with only the given rows, in the given order.</summary>
    public abstract TableColumn Take(ReadOnlySpan<int> rows);

    /// <summary>Gathers the elements at the given rows.</summary>
    protected static T[] Gather<T>(T[] values, ReadOnlySpan<int> rows)
    {
        var taken = new T[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            taken[i] = values[rows[i]];
        }

        return taken;
    }
}
