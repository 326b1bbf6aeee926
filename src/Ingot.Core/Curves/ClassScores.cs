using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;

namespace Ingot.Core.Curves;

/// <summary>Rows with a score for one question, such as whether they are of a class, and the answer. Row <c>i</c> of each array is the same row.</summary>
/// <param name="Scores">The score; greater means more likely positive.</param>
/// <param name="Positive">Whether the row is positive.</param>
/// <param name="Weights">How much the row counts.</param>
public sealed record ClassScores(double[] Scores, bool[] Positive, double[] Weights)
{
    /// <summary>Number of rows.</summary>
    public int Rows => Scores.Length;

    /// <summary>The rows with the probability of one class, against all others.</summary>
    /// <param name="predictions">A classifier's predictions; rows without a score, a label or a weight are left out, as are rows that weigh nothing.</param>
    /// <param name="class">The class's index in <see cref="PredictionSet.Classes"/>; for a binary task 1, the positive class.</param>
    public static ClassScores Of(PredictionSet predictions, int @class)
    {
        var binary = predictions.Task is ModelTask.BinaryClassification or ModelTask.AnomalyDetection;
        var width = binary ? 1 : predictions.Classes.Count;
        return From(
            predictions,
            r => binary && @class == 0 ? 1 - (double)predictions.Scores[r] : predictions.Scores[(r * width) + (binary ? 0 : @class)],
            r => predictions.LabelCodes[r] == @class);
    }

    /// <summary>The rows with the probability of their most probable class, and whether that one was right.</summary>
    /// <param name="predictions">A multiclass model's predictions.</param>
    public static ClassScores OfMostProbable(PredictionSet predictions)
    {
        var width = predictions.Classes.Count;
        int Best(int r) => MulticlassMetrics.ArgMax(predictions.Scores.AsSpan(r * width, width));
        return From(predictions, r => predictions.Scores[(r * width) + Best(r)], r => predictions.LabelCodes[r] == Best(r));
    }

    private static ClassScores From(PredictionSet predictions, Func<int, double> score, Func<int, bool> positive)
    {
        var rows = UsableRows.Of(predictions);
        return new ClassScores(
            Array.ConvertAll(rows, r => score(r)),
            Array.ConvertAll(rows, r => positive(r)),
            Array.ConvertAll(rows, r => predictions.Weights?[r] ?? 1));
    }
}
