using Ingot.Core.Schemas;
using Ingot.Scoring.Explanations;

namespace Ingot.Serving.Models;

/// <summary>Reasons of predictions, as two outputs of the model: the columns that moved a prediction most, and by how much.</summary>
internal static class ReasonOutputs
{
    /// <summary>The output of texts, as many a row as there are reasons.</summary>
    public const string Columns = "reason_columns";

    /// <summary>The output of numbers, in the same order.</summary>
    public const string Contributions = "reason_contributions";

    /// <summary>Answers with their reasons behind them.</summary>
    /// <param name="explanation">By what they are found.</param>
    /// <param name="matrix">What the trees were asked.</param>
    /// <param name="answers">The answers.</param>
    /// <param name="count">How many reasons a row, not more than there are columns.</param>
    /// <param name="cancellation">Stops it.</param>
    public static OutputBatch Of(ExactExplanation explanation, double[] matrix, OutputBatch answers, int count, CancellationToken cancellation)
    {
        var found = explanation.Strongest(matrix, row => Explained(answers, row), count, cancellation);
        var (columns, values) = (new string[answers.Rows * count], new float[answers.Rows * count]);
        for (var i = 0; i < columns.Length; i++)
        {
            var reason = found[i / count][i % count];
            (columns[i], values[i]) = (reason.Feature, (float)reason.Contribution);
        }

        return answers.With(columns, values, count);
    }

    /// <summary>Of several classes the predicted one is explained.</summary>
    private static int Explained(OutputBatch answers, int row)
    {
        if (answers.Signature.Schema.Task != ModelTask.MulticlassClassification)
        {
            return 0;
        }

        var classes = answers.Signature.Classes.Count;
        var probabilities = ((float[])answers.Columns[answers.Signature.ScoreOutput]).AsSpan(row * classes, classes);
        var best = 0;
        for (var c = 1; c < classes; c++)
        {
            best = probabilities[c] > probabilities[best] ? c : best;
        }

        return best;
    }
}
