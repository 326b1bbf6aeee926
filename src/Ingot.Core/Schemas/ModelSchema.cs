
namespace Ingot.Core.Schemas;

/// <summary>The contract between data, model and callers: <c>&lt;Model&gt;.schema.json</c>.</summary>
public sealed record ModelSchema
{
    /// <summary>What the model predicts.</summary>
    public required ModelTask Task { get; init; }

    /// <summary>The positive class (binary), as a string of the label column's <see cref="SchemaColumn.Domain"/>; else null.</summary>
    public string? PositiveClass { get; init; }

    /// <summary>All columns, in the order of the data.</summary>
    public required IReadOnlyList<SchemaColumn> Columns { get; init; }

    /// <summary>The column that is predicted.</summary>
    public SchemaColumn Label => Columns.First(c => c.Role == ColumnRole.Label);

    /// <summary>The model's inputs, in the order of the data.</summary>
    public IEnumerable<SchemaColumn> Features => Columns.Where(c => c.Role == ColumnRole.Feature);

    /// <summary>How much each row counts, or null.</summary>
    public SchemaColumn? Weight => Columns.FirstOrDefault(c => c.Role == ColumnRole.Weight);

    /// <summary>
    /// The classes in the order of the model's outputs: for a binary task the negative class, then the positive one;
    /// for a multiclass task the label's domain in ordinal order; empty for regression.
    /// </summary>
    public IReadOnlyList<string> Classes => Task switch
    {
        ModelTask.BinaryClassification => [.. Label.Domain!.Where(c => c != PositiveClass), PositiveClass!],
        ModelTask.MulticlassClassification => Label.Domain!,
        _ => [],
    };
}
