using Ingot.Core.Schemas;

namespace Ingot.Core.Texts;

/// <summary>Columns as cards write them.</summary>
public static class SchemaText
{
    /// <summary>The kind of a column's values.</summary>
    public static string Type(SchemaColumn column) => column.Type switch
    {
        ColumnType.Number => column.DataType == TensorDataType.Float64 ? "number (64 bits)" : "number",
        ColumnType.Boolean => "true or false",
        ColumnType.Date => "date",
        _ => "text",
    };

    /// <summary>The name of a data type, such as <c>float32</c>.</summary>
    public static string DataType(TensorDataType type) => type switch
    {
        TensorDataType.Float32 => "float32",
        TensorDataType.Float64 => "float64",
        TensorDataType.Int64 => "int64",
        TensorDataType.Boolean => "bool",
        _ => "string",
    };

    /// <summary>Whether every row must have a value.</summary>
    public static bool IsRequired(SchemaColumn column) => column.MinFraction >= 1;
}
