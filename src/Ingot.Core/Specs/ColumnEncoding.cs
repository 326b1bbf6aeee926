namespace Ingot.Core.Specs;

/// <summary>What becomes of the texts of a column: metadata <c>Encoding</c>.</summary>
public enum ColumnEncoding
{
    /// <summary>Free text: its words and their parts are features. Also a matter of the schema.</summary>
    Text,

    /// <summary>Categories, as the trainer likes them best. Also a matter of the schema.</summary>
    Category,

    /// <summary>One feature for each of the most frequent categories: 1 if the text is it, else 0.</summary>
    OneHot,

    /// <summary>One number: the place of the category among all, in ordinal order; -1 where it is none.</summary>
    Ordinal,

    /// <summary>One number: the share of the training rows that have the category; 0 where it is none.</summary>
    Frequency,

    /// <summary>One number, or one for each of several classes: the mean of the label among the training rows that have the category, drawn towards the mean of all.</summary>
    Target,
}
