namespace Ingot.Core.Specs;

/// <summary>What is done with missing values of a column: metadata <c>Missing</c> of a <c>Column</c> item.</summary>
public enum MissingValues
{
    /// <summary>Whatever the trainer does best: kept where it handles them natively, else the median or the most frequent value.</summary>
    Auto,

    /// <summary>The median of the training rows (numbers, dates, truth values as 0 and 1); an error for text.</summary>
    Median,

    /// <summary>The mean of the training rows (numbers, dates, truth values as 0 and 1); an error for text.</summary>
    Mean,

    /// <summary>The most frequent value of the training rows; the smallest of several.</summary>
    MostFrequent,

    /// <summary>The value of metadata <c>Constant</c>; of text one that the training data have.</summary>
    Constant,

    /// <summary>Kept missing; an error with a trainer that cannot take them.</summary>
    Keep,

    /// <summary>Rows without a value are dropped in Prepare, from training and reference data.</summary>
    DropRow,
}
