using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;

namespace Ingot.Training;

/// <summary>Scores of rows of the training data beside what is true of the rows.</summary>
internal static class HeldOutPredictions
{
    /// <summary>The predictions, without queries, costs and the threshold of anomalies.</summary>
    /// <param name="schema">The columns, with the label though nothing may have been learned from it.</param>
    /// <param name="data">The training data.</param>
    /// <param name="labels">As <see cref="TrainingLabels.Of"/> says them.</param>
    /// <param name="rows">The rows, in the order of the scores.</param>
    /// <param name="scores">The scores, as the ONNX model gives them.</param>
    public static PredictionSet Of(ModelSchema schema, Table data, float[] labels, int[] rows, float[] scores) => new()
    {
        Task = schema.Task,
        Classes = schema.Classes,
        Rows = rows.Length,
        RowNumbers = Array.ConvertAll(rows, r => (long)r),
        LabelCodes = schema.Classes.Count > 0 ? Array.ConvertAll(rows, r => (int)labels[r]) : [],
        LabelValues = schema.Classes.Count > 0 || schema.LabelIfAny is not { } label ? [] : Array.ConvertAll(rows, r => ((NumberColumn)data[label.Name]).Values[r]),
        Scores = scores,
        Weights = schema.Weight is { } weight ? Array.ConvertAll(rows, r => ((NumberColumn)data[weight.Name]).Values[r]) : null,
    };
}
