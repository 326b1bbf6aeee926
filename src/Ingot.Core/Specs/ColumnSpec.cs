using Ingot.Core.Diagnostics;

namespace Ingot.Core.Specs;

/// <summary>What a project says about one column: a <c>Column</c> item.</summary>
/// <param name="Name">The column's name as in the data.</param>
/// <param name="Missing">What is done with missing values.</param>
/// <param name="Constant">The value of <see cref="MissingValues.Constant"/>, as text.</param>
/// <param name="Role">Metadata <c>Role</c>: <c>Feature</c>, <c>Weight</c>, <c>Entity</c>, <c>Timestamp</c>, <c>Group</c>, <c>Ignored</c>; null when inferred.</param>
/// <param name="Type">Metadata <c>Type</c>: <c>Number</c>, <c>Boolean</c>, <c>Date</c>, <c>String</c>; null when inferred.</param>
/// <param name="Monotone">Metadata <c>Monotone</c>: +1 increasing, -1 decreasing, 0 none.</param>
/// <param name="Location">Where the item stands.</param>
public sealed record ColumnSpec(
    string Name,
    MissingValues Missing,
    string? Constant,
    Schemas.ColumnRole? Role,
    Schemas.ColumnType? Type,
    int Monotone,
    SourceLocation Location)
{
    /// <summary>Metadata <c>MissingValues</c>: words that mean a missing value in this column; null when not said.</summary>
    public IReadOnlyList<string>? MissingWords { get; init; }

    /// <summary>Metadata <c>Format</c>: how the column's dates are written; null when not said.</summary>
    public string? Format { get; init; }

    /// <summary>Metadata <c>Unit</c>: what stands before or after the column's numbers; null when not said.</summary>
    public string? Unit { get; init; }

    /// <summary>Metadata <c>Decimal</c>: what stands before the fraction of the column's numbers; null when not said.</summary>
    public char? Decimal { get; init; }

    /// <summary>Metadata <c>Thousands</c>: what stands between groups of three digits; null when not said.</summary>
    public char? Thousands { get; init; }

    /// <summary>Metadata <c>Encoding</c>: what becomes of the column's texts; null when not said.</summary>
    public ColumnEncoding? Encoding { get; init; }

    /// <summary>Metadata <c>MinRows</c>: how many training rows must have a category, or a term of free text, for it to be one; null: what <see cref="Schemas.RareCategories"/> says.</summary>
    public int? MinRows { get; init; }

    /// <summary>Metadata <c>MaxCategories</c>: how many categories there are at most, those that most rows have; null: what suits the encoding.</summary>
    public int? MaxCategories { get; init; }

    /// <summary>Metadata <c>Transform</c>: what becomes of the column's numbers; null: what suits the trainer.</summary>
    public NumberTransform? Transform { get; init; }

    /// <summary>Metadata <c>MissingIndicator</c>: whether it is a feature that the value is missing. Default false.</summary>
    public bool MissingIndicator { get; init; }

    /// <summary>Metadata <c>Parts</c>: which parts of the column's dates are features too. Default none.</summary>
    public IReadOnlyList<DatePart> Parts { get; init; } = [];

    /// <summary>Metadata <c>Cyclic</c>: whether parts that come again are two features, sine and cosine. Default false.</summary>
    public bool Cyclic { get; init; }

    /// <summary>How terms are made of free text; null when nothing of it is said.</summary>
    public TextSpec? Text { get; init; }

    /// <summary>The type that the metadata say: <see cref="Type"/>, or that of which only one has a <see cref="Format"/> or a <see cref="Unit"/>.</summary>
    public Schemas.ColumnType? SaidType => Type
        ?? (Encoding is not null || Text is not null ? Schemas.ColumnType.String
            : Format is not null ? Schemas.ColumnType.Date : Unit is not null || Decimal is not null || Thousands is not null ? Schemas.ColumnType.Number : null);
}
