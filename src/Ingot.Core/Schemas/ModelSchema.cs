
using Ingot.Core.Reading;

namespace Ingot.Core.Schemas;

/// <summary>The contract between data, model and callers: <c>&lt;Model&gt;.schema.json</c>.</summary>
public sealed record ModelSchema
{
    /// <summary>What the model predicts.</summary>
    public required ModelTask Task { get; init; }

    /// <summary>The positive class (binary), as a string of the label column's <see cref="SchemaColumn.Domain"/>; else null.</summary>
    public string? PositiveClass { get; init; }

    /// <summary>How data files, requests and the typed client's texts are read.</summary>
    public DataReading Reading { get; init; } = DataReading.Default;

    /// <summary>All columns, in the order of the data.</summary>
    public required IReadOnlyList<SchemaColumn> Columns { get; init; }

    /// <summary>The column that is predicted; of an anomaly detection the one that tells which rows are anomalies, of a clustering one whose classes its clusters are compared with.</summary>
    /// <exception cref="InvalidOperationException">There is none, as what is learned without one may have it (<see cref="LabelIfAny"/>).</exception>
    public SchemaColumn Label => LabelIfAny ?? throw new InvalidOperationException($"The schema, of {Task}, has no label.");

    /// <summary>As <see cref="Label"/>; null: there is none.</summary>
    public SchemaColumn? LabelIfAny => Columns.FirstOrDefault(c => c.Role == ColumnRole.Label);

    /// <summary>The same columns without a label, which becomes <see cref="ColumnRole.Ignored"/>: what is learned from where labels only measure.</summary>
    public ModelSchema WithoutLabel => this with
    {
        PositiveClass = null,
        Columns = [.. Columns.Select(c => c.Role == ColumnRole.Label ? c with { Role = ColumnRole.Ignored } : c)],
    };

    /// <summary>The model's inputs, in the order of the data.</summary>
    public IEnumerable<SchemaColumn> Features => Columns.Where(c => c.Role == ColumnRole.Feature);

    /// <summary>How the texts of a column become values.</summary>
    public ValueReader ReaderOf(SchemaColumn column) => Reading.Text.ReaderOf(column);

    /// <summary>Which rows belong together, and in a ranking which are of one query; or null. A schema with several is refused where rows are divided.</summary>
    public SchemaColumn? Group => Columns.FirstOrDefault(c => c.Role == ColumnRole.Group);

    /// <summary>How much each row counts, or null.</summary>
    public SchemaColumn? Weight => Columns.FirstOrDefault(c => c.Role == ColumnRole.Weight);

    /// <summary>
    /// The classes in the order of the model's outputs: for a binary task the negative class, then the positive one;
    /// for a multiclass task the label's domain in ordinal order; empty for regression and ranking. For an anomaly detection what its label says, usual rows then anomalies;
    /// empty without a label. For a clustering the classes of its label, which its outputs know nothing of.
    /// </summary>
    public IReadOnlyList<string> Classes => Task switch
    {
        ModelTask.AnomalyDetection or ModelTask.Clustering when LabelIfAny is null => [],
        ModelTask.BinaryClassification or ModelTask.AnomalyDetection => [.. Label.Domain!.Where(c => c != PositiveClass), PositiveClass!],
        ModelTask.MulticlassClassification or ModelTask.Clustering => Label.Domain!,
        _ => [],
    };

    /// <summary>The inputs of the model's ONNX file; those of a feature that tells nothing, such as a constant, may have been left out.</summary>
    public IEnumerable<TensorSpec> Inputs => Features.SelectMany(c => c.Inputs);

    /// <summary>The outputs of the model's ONNX file, in its order.</summary>
    public IReadOnlyList<TensorSpec> Outputs => Task switch
    {
        ModelTask.BinaryClassification =>
        [
            new(OutputNames.PredictedLabel, TensorDataType.String),
            new(OutputNames.Score, TensorDataType.Float32),
            new(OutputNames.Probability, TensorDataType.Float32),
        ],
        ModelTask.MulticlassClassification =>
        [
            new(OutputNames.PredictedLabel, TensorDataType.String),
            new(OutputNames.Probabilities, TensorDataType.Float32, Classes.Count),
        ],
        ModelTask.AnomalyDetection or ModelTask.Clustering => [new(OutputNames.PredictedLabel, TensorDataType.String), new(OutputNames.Score, TensorDataType.Float32)],
        _ => [new(OutputNames.Score, TensorDataType.Float32)],
    };

    /// <summary>The output that metrics are computed from: a probability where there are classes, else the predicted number.</summary>
    public TensorSpec ScoreOutput => Outputs[^1];
}
