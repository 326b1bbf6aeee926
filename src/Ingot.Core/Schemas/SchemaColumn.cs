namespace Ingot.Core.Schemas;

/// <summary>What is expected of one column, in the terms of TensorFlow Data Validation's schema.</summary>
public sealed record SchemaColumn
{
    /// <summary>The column's name as in the data (compared ordinally).</summary>
    public required string Name { get; init; }

    /// <summary>What kind of values it holds.</summary>
    public required ColumnType Type { get; init; }

    /// <summary>What it is for.</summary>
    public required ColumnRole Role { get; init; }

    /// <summary>Precision of the ONNX input (numbers only).</summary>
    public NumberPrecision Precision { get; init; }

    /// <summary>
    /// How dates are written, as a custom format string of .NET such as <c>dd/MM/yyyy</c> (invariant culture); null: ISO 8601 with a
    /// year of four digits.
    /// </summary>
    public string? Format { get; init; }

    /// <summary>What stands before or after numbers and is no part of them, such as <c>$</c>, <c>%</c> or <c>EUR</c>; null: nothing.</summary>
    public string? Unit { get; init; }

    /// <summary>What stands before the fraction of this column's numbers; null: as in all columns.</summary>
    public char? Decimal { get; init; }

    /// <summary>What stands between groups of three digits of this column's numbers; null: as in all columns.</summary>
    public char? Thousands { get; init; }

    /// <summary>Words that mean a missing value in this column, instead of those of all columns; null: those of all columns.</summary>
    public IReadOnlyList<string>? Missing { get; init; }

    /// <summary><c>presence.minFraction</c>: least share of rows that have a value, 0 to 1.</summary>
    public double MinFraction { get; init; }

    /// <summary>What the name of a column's presence input ends with.</summary>
    public const string PresenceSuffix = "__present";

    /// <summary>The data type of the column's values as a model takes them: the one place that decides it.</summary>
    public TensorDataType DataType => Type switch
    {
        ColumnType.Number => Precision == NumberPrecision.Float64 ? TensorDataType.Float64 : TensorDataType.Float32,
        ColumnType.Boolean => TensorDataType.Boolean,
        ColumnType.Date => TensorDataType.Int64,
        _ => TensorDataType.String,
    };

    /// <summary>Whether the model has a second input that says if the value is there: of booleans and dates that may be missing.</summary>
    public bool HasPresenceInput => Type is ColumnType.Boolean or ColumnType.Date && MinFraction < 1;

    /// <summary>The name of that input.</summary>
    public string PresenceInput => Name + PresenceSuffix;

    /// <summary>Whether a model can be told that the value is missing: numbers and texts have a value that says so, everything else needs that input.</summary>
    public bool CanBeMissing => HasPresenceInput || DataType is not (TensorDataType.Boolean or TensorDataType.Int64);

    /// <summary>The inputs of a model that uses the column: its values, and whether they are there where they cannot say it themselves.</summary>
    public IReadOnlyList<TensorSpec> Inputs => HasPresenceInput
        ? [new(Name, DataType), new(PresenceInput, TensorDataType.Boolean)]
        : [new(Name, DataType)];

    /// <summary>
    /// Whether a column of strings is free text, whose words are features, and no category: <c>encoding</c> is <c>Text</c>. It has no <see cref="Domain"/>, and
    /// none of its values leaves the machine that trains: neither profile nor package has any.
    /// </summary>
    public bool IsText { get; init; }

    /// <summary>The strings that are allowed, in ordinal order; null when any is. For a label: the classes.</summary>
    public IReadOnlyList<string>? Domain { get; init; }

    /// <summary>Least share of the values that must be in <see cref="Domain"/>; 0: unseen ones are a warning.</summary>
    public double MinDomainMass { get; init; }

    /// <summary>Least value allowed (numbers); null when any is.</summary>
    public double? Min { get; init; }

    /// <summary>Greatest value allowed (numbers); null when any is.</summary>
    public double? Max { get; init; }

    /// <summary>Number of distinct values in the training data when the schema was inferred; information only.</summary>
    public long? Distinct { get; init; }

    /// <summary>
    /// Share of the training rows with a value whose value was too rare to be a category of its own when the schema was inferred;
    /// 0 to 1. Such values are not in <see cref="Domain"/>, and are scored as "other".
    /// </summary>
    public double Rare { get; init; }

    /// <summary>Why the column has its type and role, when they were inferred; null: a person said so. Information only.</summary>
    public string? Why { get; init; }

    /// <summary>1-based line of the column in the schema file; 0 when the schema was not read from a file. Never written.</summary>
    public int Line { get; init; }
}
