using System.Globalization;
using Ingot.Core.Reading;
using Ingot.Core.Schemas;

namespace Ingot.Data;

/// <summary>
/// A column's values in its type, as SQL; NULL where they are missing or do not parse. What a text stands for, <see cref="ValueReader"/>
/// says, as it does for requests and clients; where DuckDB's own cast means the same (plain numbers, truth values) that is used, since it is
/// several times faster. One plain expression each: DuckDB takes minutes over ten thousand CASE expressions, and seconds over casts.
/// Classes of a label are compared without white space around them, and whole ones as whole numbers: <c>1.0</c> is class <c>1</c>.
/// </summary>
internal sealed class TypedValues(DuckDbSession session, TextReading reading)
{
    private readonly Dictionary<SchemaColumn, ValueReader> _readers = [];

    /// <summary>A column's values in its type.</summary>
    public string Of(RawColumn raw, SchemaColumn column) => column.Type switch
    {
        ColumnType.Number => Number(raw, ReaderOf(column)),
        ColumnType.Boolean => $"TRY_CAST({Cell(raw)} AS BOOLEAN)",
        ColumnType.Date when raw.IsText || (raw.IsNumber && column.Format is not null) => $"make_timestamp({session.Function(ReaderOf(column).Date)}({raw.Sql}::VARCHAR))",
        ColumnType.Date => $"TRY_CAST({raw.Sql} AS TIMESTAMP)",
        _ when column.Role == ColumnRole.Label => ClassOf(raw, LabelStyle.Of(column.Domain)),
        _ => $"CAST({raw.Sql} AS VARCHAR)",
    };

    /// <summary>SQL that is true where a value is there and is not of the column's type.</summary>
    public string IsWrong(RawColumn raw, SchemaColumn column)
    {
        var wrong = $"{raw.Sql} IS NOT NULL AND {Of(raw, column)} IS NULL";
        if (column.Type != ColumnType.Number || !raw.IsText)
        {
            return wrong;
        }

        // DuckDB reads 1_000 and +nan as numbers, and nobody else does; NaN is greater than infinity to it. A number that means a missing value is not wrong.
        var number = Value(raw, ReaderOf(column));
        var underscore = raw.HasUnderscore ? $" OR contains({raw.Sql}, '_')" : string.Empty;
        return $"{raw.Sql} IS NOT NULL AND (({number} <= 'inf'::DOUBLE) IS NOT TRUE{underscore})";
    }

    /// <summary>Whether all values are of the column's type by what has been seen of them, so that no query need find it out.</summary>
    public bool AreRight(RawColumn raw, SchemaColumn column) =>
        column.Type == ColumnType.Number && raw is { IsText: true, HasOnlyPlainNumbers: true } && ReaderOf(column) is { HasPlainNumbers: true } or { HasPoint: true };

    /// <summary>How many values are there and are not of the column's type, as an aggregate of SQL.</summary>
    public string CountWrong(RawColumn raw, SchemaColumn column)
    {
        if (column.Type != ColumnType.Number || !raw.IsText || raw.HasUnderscore)
        {
            return $"count(CASE WHEN {IsWrong(raw, column)} THEN 1 END)";
        }

        // The same as of IsWrong, without a CASE, which takes several times as long where there are thousands of columns.
        return $"count({raw.Sql}) - coalesce(count_if({Value(raw, ReaderOf(column))} <= 'inf'::DOUBLE)::BIGINT, 0)";
    }

    /// <summary>The class that a label's value stands for.</summary>
    /// <param name="raw">The label.</param>
    /// <param name="style">What kind of words the classes are.</param>
    public static string ClassOf(RawColumn raw, LabelStyle style)
    {
        var text = $"nullif(trim(CAST({raw.Sql} AS VARCHAR), {RawText.WhiteSpaceInSql}), '')";
        return style.IsWhole ? $"regexp_replace({text}, '^(-?[0-9]+)\\.0+$', '\\1')"
            : style.True is null ? text
            : $"CASE lower({text}) WHEN 'true' THEN {DuckDbSession.Text(style.True)} WHEN 'false' THEN {DuckDbSession.Text(style.False!)} ELSE {text} END";
    }

    private string Number(RawColumn raw, ValueReader reader) =>
        reader.MissingNumbers.Order().Aggregate(Value(raw, reader), (sql, missing) => $"nullif({sql}, {missing.ToString("R", CultureInfo.InvariantCulture)}::DOUBLE)");

    private string Value(RawColumn raw, ValueReader reader)
    {
        var cast = $"TRY_CAST({Cell(raw)} AS DOUBLE)";
        if (!raw.IsText || reader.HasPlainNumbers)
        {
            return cast;
        }

        var call = $"{session.Function(reader.Number)}({raw.Sql})";
        // A number with a point means what it means to everybody, unless points stand between thousands.
        return reader.HasPoint ? $"coalesce({cast}, {call})" : call;
    }

    private ValueReader ReaderOf(SchemaColumn column)
    {
        if (!_readers.TryGetValue(column, out var reader))
        {
            _readers.Add(column, reader = reading.ReaderOf(column));
        }

        return reader;
    }

    /// <summary>The cell as it is cast: with white space round it only where that is kept, which DuckDB's cast of truth values does not take.</summary>
    private string Cell(RawColumn raw) => raw.IsText && !reading.Trim ? $"trim({raw.Sql}, {RawText.WhiteSpaceInSql})" : raw.Sql;
}
