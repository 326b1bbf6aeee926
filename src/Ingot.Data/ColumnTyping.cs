using Ingot.Core.Reading;
using Ingot.Core.Schemas;

namespace Ingot.Data;

/// <summary>Columns of any table as the types that a schema gives them, by the same reading as a build's data.</summary>
/// <param name="session">The database in which the expressions are used.</param>
/// <param name="reading">How texts become values.</param>
public sealed class ColumnTyping(DuckDbSession session, TextReading reading)
{
    private readonly TypedValues _values = new(session, reading);

    /// <summary>A column's value in its type, as an expression of SQL; NULL where it is missing or not of the type.</summary>
    /// <param name="column">The column.</param>
    /// <param name="value">Its value as it is, as SQL writes it.</param>
    /// <param name="sqlType">DuckDB's type of that.</param>
    public string Value(SchemaColumn column, string value, string sqlType) => _values.Of(Raw(column, value, sqlType), column);

    /// <summary>The rule that a column's values are of its type; null where they cannot be of another one.</summary>
    /// <param name="column">The column.</param>
    /// <param name="value">Its value as it is, as SQL writes it.</param>
    /// <param name="sqlType">DuckDB's type of that.</param>
    public ColumnRule? Rule(SchemaColumn column, string value, string sqlType)
    {
        var raw = Raw(column, value, sqlType);
        return column.Type == ColumnType.String || (column.Type == ColumnType.Number && raw.IsNumber)
            ? null
            : new ColumnRule(column, ColumnRuleKind.WrongType, Core.Diagnostics.PrepareDiagnostics.WrongType, _values.IsWrong(raw, column));
    }

    /// <summary>Whether a type of DuckDB is one of numbers.</summary>
    public static bool IsNumber(string sqlType) => new RawColumn(string.Empty, sqlType, string.Empty).IsNumber;

    /// <summary>Whether a type of DuckDB is one of dates or times.</summary>
    public static bool IsDate(string sqlType) => new RawColumn(string.Empty, sqlType, string.Empty).IsDate;

    // Nobody looked whether there are underscores, which DuckDB reads over in numbers.
    private static RawColumn Raw(SchemaColumn column, string value, string sqlType) => new(column.Name, sqlType, value) { HasUnderscore = sqlType == "VARCHAR" };
}
