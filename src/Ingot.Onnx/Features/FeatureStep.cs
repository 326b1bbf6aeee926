using Ingot.Core.Schemas;

namespace Ingot.Onnx.Features;

/// <summary>What is done with one column, with all that was fitted on the training data.</summary>
/// <param name="Column">The column.</param>
/// <param name="HasPresence">Whether a second input says if the value is there (booleans and dates that may be missing).</param>
/// <param name="Fill">What a missing value becomes; null: it stays NaN. Strings: the index of the category.</param>
/// <param name="Categories">Strings: the categories that have an index of their own, in order.</param>
/// <param name="OneHot">Strings: one feature per category rather than its index.</param>
/// <param name="Offset">Subtracted from numbers.</param>
/// <param name="Scale">What numbers are multiplied by after that.</param>
/// <param name="Monotone">+1, -1 or 0.</param>
internal sealed record FeatureStep(
    SchemaColumn Column,
    bool HasPresence,
    double? Fill,
    IReadOnlyList<string> Categories,
    bool OneHot,
    double Offset,
    double Scale,
    int Monotone)
{
    /// <summary>Numbers and dates that float32 would fold together: a tree learner's features are doubles. Else they are float32.</summary>
    public bool IsDouble { get; init; }

    /// <summary>The cuts by which a learner that cannot take such doubles is told them; null: it can.</summary>
    public ColumnCuts? Cuts { get; init; }

    /// <summary>What computes it, where it is no column; else null.</summary>
    public ComputedFeature? Computed { get; init; }

    /// <summary>The columns that it is made of.</summary>
    public IReadOnlyList<SchemaColumn> Inputs => Computed?.Columns ?? [Column];

    /// <summary>What is done with its numbers before they are standardised; null: nothing.</summary>
    public TransformStep? Transform { get; init; }

    /// <summary>The numbers that stand for categories; null: their own ones, or <see cref="OneHot"/>.</summary>
    public CategoryTable? Table { get; init; }

    /// <summary>Free text: its terms; null: the column is none.</summary>
    public TextStep? Text { get; init; }

    /// <summary>Names of the features that come from the column.</summary>
    public IEnumerable<string> Names => Text is not null ? Text.NamesOf(Column.Name)
        : Table is not null ? Table.Names.Select(n => n.Length == 0 ? Column.Name : $"{Column.Name}: {n}")
        : OneHot ? Categories.Select(c => $"{Column.Name}={c}") : [Column.Name];
}
