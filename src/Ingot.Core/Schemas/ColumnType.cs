namespace Ingot.Core.Schemas;

/// <summary>What kind of values a column holds.</summary>
public enum ColumnType
{
    /// <summary>Numbers; whole ones too.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Dates and times: microseconds since 1970-01-01 in the model's input.</summary>
    Date,

    /// <summary>Text and categories.</summary>
    String,
}
