namespace Ingot.Core.Specs;

/// <summary>What becomes of the texts of a column: metadata <c>Encoding</c>.</summary>
public enum ColumnEncoding
{
    /// <summary>Free text: its words and their parts are features. Also a matter of the schema.</summary>
    Text,

    /// <summary>Categories, as the trainer likes them best. Also a matter of the schema.</summary>
    Category,
}
