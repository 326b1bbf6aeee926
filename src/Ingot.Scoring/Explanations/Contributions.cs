namespace Ingot.Scoring.Explanations;

/// <summary>What each column contributed to predictions: a row's base and its contributions add up to what the model said of it.</summary>
/// <param name="Columns">The columns, and behind them features that are computed of several.</param>
/// <param name="Outputs">Values explained a row: 1, or the number of classes where there are more than two.</param>
/// <param name="Base">For each output what the model says when nothing is known of a row.</param>
/// <param name="Values"><c>Values[(row * Outputs + output) * Columns.Count + column]</c>, in log-odds of the positive class (two classes), in the trees' raw scores before softmax or, where they are sampled, in probabilities (more classes), or in the label's unit (numbers; its logarithm where the model has a log link).</param>
public sealed record Contributions(IReadOnlyList<string> Columns, int Outputs, IReadOnlyList<double> Base, double[] Values)
{
    /// <summary>Standard errors of the values, where they were sampled; null: they are exact.</summary>
    public double[]? Errors { get; init; }

    /// <summary>Whether they are exact (TreeSHAP) or sampled.</summary>
    public bool IsExact => Errors is null;

    /// <summary>Number of rows.</summary>
    public int Rows => Columns.Count == 0 ? 0 : Values.Length / (Outputs * Columns.Count);

    /// <summary>The contributions to an output of a row.</summary>
    public ReadOnlySpan<double> Of(int row, int output = 0) => Values.AsSpan(((row * Outputs) + output) * Columns.Count, Columns.Count);
}
