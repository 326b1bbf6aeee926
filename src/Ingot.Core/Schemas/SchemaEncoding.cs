namespace Ingot.Core.Schemas;

/// <summary>What the strings of a column are, as the schema file says it.</summary>
internal enum SchemaEncoding
{
    /// <summary>Names of categories; so are all strings of which nothing else is said.</summary>
    Category,

    /// <summary>Free text.</summary>
    Text,
}
