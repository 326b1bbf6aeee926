using Ingot.Core.Schemas;
using Ingot.Core.Tables;

namespace Ingot.Pipeline.Shared;

/// <summary>A column of a schema that rows do not have.</summary>
internal static class MissingColumn
{
    /// <summary>The column without a value.</summary>
    /// <param name="column">Its name and type.</param>
    /// <param name="rows">Number of rows.</param>
    public static TableColumn Of(SchemaColumn column, int rows) => column.Type switch
    {
        ColumnType.Number => new NumberColumn(column.Name, Filled(rows, double.NaN)),
        ColumnType.Boolean => new BooleanColumn(column.Name, Filled(rows, (sbyte)-1)),
        ColumnType.Date => new DateColumn(column.Name, Filled(rows, DateColumn.Missing)),
        _ => new StringColumn(column.Name, Filled(rows, -1), []),
    };

    /// <summary>The same value in every row.</summary>
    public static T[] Filled<T>(int rows, T value)
    {
        var values = new T[rows];
        Array.Fill(values, value);
        return values;
    }
}
