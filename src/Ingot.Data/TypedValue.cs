using System.Text.RegularExpressions;
using Ingot.Core.Schemas;

namespace Ingot.Data;

/// <summary>
/// A column's values in its type, as SQL; NULL where they are missing or do not parse. One plain expression each: DuckDB takes
/// minutes over ten thousand CASE expressions, and seconds over casts.
/// Numbers are what DuckDB reads as DOUBLE (<c>1e5</c> and <c>" 5"</c> too); text stays as it is, <c>007</c> and white space included.
/// Classes of a label are compared without white space around them, and whole ones as whole numbers: <c>1.0</c> is class <c>1</c>.
/// </summary>
internal static partial class TypedValue
{
    public static string Of(RawColumn raw, SchemaColumn column) => column.Type switch
    {
        ColumnType.Number => $"TRY_CAST({raw.Sql} AS DOUBLE)",
        ColumnType.Boolean => $"TRY_CAST({raw.Sql} AS BOOLEAN)",
        ColumnType.Date => $"TRY_CAST({raw.Sql} AS TIMESTAMP)",
        _ when column.Role == ColumnRole.Label => ClassOf(raw, column.Domain?.All(c => WholeNumber().IsMatch(c)) ?? false),
        _ => $"CAST({raw.Sql} AS VARCHAR)",
    };

    /// <summary>The class that a label's value stands for.</summary>
    /// <param name="raw">The label.</param>
    /// <param name="whole">Whether all classes are whole numbers.</param>
    public static string ClassOf(RawColumn raw, bool whole)
    {
        var text = $"nullif(trim(CAST({raw.Sql} AS VARCHAR), E' \\t\\r\\n'), '')";
        return whole ? $"regexp_replace({text}, '^(-?[0-9]+)\\.0+$', '\\1')" : text;
    }

    [GeneratedRegex("^-?(0|[1-9][0-9]*)\\z", RegexOptions.CultureInvariant)]
    private static partial Regex WholeNumber();
}
