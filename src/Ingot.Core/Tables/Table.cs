namespace Ingot.Core.Tables;

/// <summary>Rows and columns in memory, column by column.</summary>
public sealed class Table
{
    private readonly Dictionary<string, TableColumn> _byName;

    /// <summary>Makes a table.</summary>
    /// <param name="columns">Columns of the same number of rows and with names of their own.</param>
    /// <param name="rows">The number of rows; needed only for a table without columns.</param>
    public Table(IReadOnlyList<TableColumn> columns, int rows = 0)
    {
        Columns = columns;
        Rows = columns.Count > 0 ? columns[0].Rows : rows;
        _byName = columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        if (columns.Any(c => c.Rows != Rows))
        {
            throw new ArgumentException("The columns of a table have the same number of rows.", nameof(columns));
        }
    }

    /// <summary>The columns in order.</summary>
    public IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>The column of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public TableColumn this[string name] => _byName[name];

    /// <summary>The column of a name, or null.</summary>
    public TableColumn? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The table with only the given rows, in the given order.</summary>
    public Table Take(ReadOnlySpan<int> rows)
    {
        var taken = new TableColumn[Columns.Count];
        for (var i = 0; i < taken.Length; i++)
        {
            taken[i] = Columns[i].Take(rows);
        }

        return new Table(taken, rows.Length);
    }
}
