using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Onnx.Learned;
using Ingot.Scoring;

namespace Ingot.Training.Answers;

/// <summary>What models said of training rows that they had not learned from: what calibrations and thresholds rest on.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Scores">Of each, by the ONNX file (<see cref="LearnedModel.Evidence"/>): the log odds of two classes, the probability of each of more, or the number.</param>
/// <param name="From">Which rows these are, to follow "by" or "on".</param>
internal sealed record HeldOutScores(int[] Rows, double[] Scores, string From)
{
    /// <summary>The rows that were held out for validation.</summary>
    public const string Validation = "validation rows";

    /// <summary>Rows of folds.</summary>
    /// <param name="folds">How many.</param>
    public static string OutOfFold(int folds) => FormattableString.Invariant($"rows of {folds} folds, each scored by a model that had not learned from it");

    /// <summary>Scores rows with a file that has no calibration.</summary>
    /// <param name="onnx">The bytes of the file.</param>
    /// <param name="model">What was learned; null: of two classes the file's score is their log odds.</param>
    /// <param name="schema">Its columns and outputs.</param>
    /// <param name="data">Has the rows.</param>
    /// <param name="rows">The rows, in this order.</param>
    /// <param name="threads">As <see cref="BatchSession"/> has it.</param>
    /// <param name="cancellation">Stops it.</param>
    public static double[] Of(byte[] onnx, LearnedModel? model, ModelSchema schema, Table data, int[] rows, int threads, CancellationToken cancellation)
    {
        var (output, width) = schema.Task == ModelTask.MulticlassClassification ? (OutputNames.Probabilities, schema.Classes.Count) : (OutputNames.Score, 1);
        var scores = new float[rows.Length * width];
        using var session = new BatchSession(onnx, threads);
        session.Run<float>(data, rows, [.. schema.Features], output, width, (start, count, values) => values.CopyTo(scores.AsSpan(start * width, count * width)), cancellation);
        return model?.Evidence(scores) ?? Array.ConvertAll(scores, s => (double)s);
    }

    /// <summary>Rows of folds that an ensemble's weights were not chosen by.</summary>
    /// <param name="folds">How many.</param>
    public static string OutOfFoldAndWeights(int folds) => FormattableString.Invariant($"rows of {folds} folds that the weights were not chosen by, each scored by members that had not learned from it");

    /// <summary>Those of several models, each of rows of its own.</summary>
    public static HeldOutScores Join(IReadOnlyList<(int[] Rows, double[] Scores)> parts, string from) =>
        new([.. parts.SelectMany(p => p.Rows)], [.. parts.SelectMany(p => p.Scores)], from);
}
