using Ingot.Core.Schemas;

namespace Ingot.Core.Predictions;

/// <summary>What the ONNX model said about labelled rows: what metrics are computed from. Row <c>i</c> of each array is the same row.</summary>
public sealed record PredictionSet
{
    /// <summary>What the model predicts.</summary>
    public required ModelTask Task { get; init; }

    /// <summary>
    /// The classes in the order of the model's outputs (binary: negative, positive); empty for regression and ranking. Anomaly detection: what the label says of usual rows, then
    /// of anomalies; empty without a label. Clustering: the classes of the label, or empty.
    /// </summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Number of rows.</summary>
    public required int Rows { get; init; }

    /// <summary>0-based number of each row in the reference files as listed, before anything was dropped.</summary>
    public required long[] RowNumbers { get; init; }

    /// <summary>Classification: index of the true class in <see cref="Classes"/>; -1 when it is none of them.</summary>
    public int[] LabelCodes { get; init; } = [];

    /// <summary>Regression: the true value. Ranking: the grade.</summary>
    public double[] LabelValues { get; init; } = [];

    /// <summary>
    /// Binary: the positive class's probability, one per row. Multiclass: one for each class, row by row
    /// (<c>Scores[row * Classes.Count + class]</c>). Regression: the predicted value, ranking: the score, one per row. Anomaly detection: how unusual the row is, 0 to 1. Clustering:
    /// <see cref="ClusterColumns.Count"/> a row.
    /// </summary>
    public required float[] Scores { get; init; }

    /// <summary>Ranking: the query of each row, as a number from 0; empty for other tasks.</summary>
    public int[] Queries { get; init; } = [];

    /// <summary>Regression with intervals: the lower end of each row's; else empty.</summary>
    public float[] Low { get; init; } = [];

    /// <summary>Regression with intervals: the upper end of each row's; else empty.</summary>
    public float[] High { get; init; } = [];

    /// <summary>Weight of each row, or null when all weigh 1.</summary>
    public double[]? Weights { get; init; }

    /// <summary>
    /// The probability from which the model itself predicts the positive class (binary), where it is another one than the measurement asks for; the score from which on an
    /// anomaly detection takes a row for an anomaly, which its measurements need; else null.
    /// </summary>
    public double? Threshold { get; init; }

    /// <summary>How many clusters a clustering has, some of which may have none of these rows; 0: nobody knows the features of the rows, by which it is judged.</summary>
    public int Clusters { get; init; }

    /// <summary>What wrong decisions cost (binary); null: the metric <c>Cost</c> is not measured.</summary>
    public DecisionCosts? Costs { get; init; }

    /// <summary>Whether the model gave a row a number: all its scores are finite.</summary>
    public bool HasScore(int row)
    {
        // What a clustering knows of a row beside its answer is not known of all.
        var width = Task switch { ModelTask.MulticlassClassification => Classes.Count, ModelTask.Clustering => ClusterColumns.Count, _ => 1 };
        foreach (var score in Scores.AsSpan(row * width, Task == ModelTask.Clustering ? ClusterColumns.Distance + 1 : width))
        {
            if (!float.IsFinite(score))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the rows have labels, as those of what is learned without them need not.</summary>
    public bool IsLabelled => !Task.IsUnsupervised() || LabelCodes.Length > 0;

    /// <summary>Whether a row's label is one that the model could have predicted, or nobody asks for one.</summary>
    public bool HasLabel(int row) => !IsLabelled || (Task.IsNumeric() ? double.IsFinite(LabelValues[row]) : LabelCodes[row] >= 0);

    /// <summary>Whether a row's weight is a finite number from 0 on.</summary>
    public bool HasWeight(int row) => Weights is null || (double.IsFinite(Weights[row]) && Weights[row] >= 0);
}
