namespace Ingot.Data;

/// <summary>What a <see cref="ColumnRule"/> forbids.</summary>
public enum ColumnRuleKind
{
    /// <summary>A value that is there and is not of the column's type.</summary>
    WrongType,

    /// <summary>A label that is missing.</summary>
    MissingLabel,

    /// <summary>An infinite number or date.</summary>
    Infinite,

    /// <summary>A number under the schema's minimum.</summary>
    BelowMinimum,

    /// <summary>A number over the schema's maximum.</summary>
    AboveMaximum,

    /// <summary>A text that is not among those that the schema allows.</summary>
    OutsideDomain,

    /// <summary>A label of a ranking that is no grade.</summary>
    NoGrade,
}
