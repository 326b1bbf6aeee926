using Ingot.Core.Schemas;

namespace Ingot.Core.Texts;

/// <summary>Columns as cards write them.</summary>
public static class SchemaText
{
    /// <summary>The kind of a column's values.</summary>
    public static string Type(SchemaColumn column) => column.Type switch
    {
        ColumnType.Number => column.Precision == NumberPrecision.Float64 ? "number (64 bits)" : "number",
        ColumnType.Boolean => "true or false",
        ColumnType.Date => "date",
        _ => "text",
    };

    /// <summary>Whether every row must have a value.</summary>
    public static bool IsRequired(SchemaColumn column) => column.MinFraction >= 1;
}
