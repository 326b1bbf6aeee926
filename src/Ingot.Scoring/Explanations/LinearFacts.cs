namespace Ingot.Scoring.Explanations;

/// <summary>A linear model, as far as its predictions are explained by it: a column contributes its weight times how far its value is from the usual one.</summary>
/// <remarks>
/// These are the Shapley values where columns say nothing of each other (S. M. Lundberg, S.-I. Lee, "A unified approach to interpreting model predictions", 2017, corollary 1).
/// </remarks>
/// <param name="Input">The name of the value in the graph that the weights are of: doubles.</param>
/// <param name="Means">The usual value of each of its columns: the mean of the training rows.</param>
/// <param name="Weights">For each output the weight of each column.</param>
#if INGOT_RUNTIME
internal
#else
public
#endif
sealed record LinearFacts(string Input, IReadOnlyList<double> Means, IReadOnlyList<IReadOnlyList<double>> Weights)
{
    /// <summary>The most weights that are written into a file once more for this: those of a text's many words are left to sampling.</summary>
    public const int MostWeights = 10_000;

    /// <summary>What an output says of the usual row, without what is added to it.</summary>
    internal double Expected(int output)
    {
        var sum = 0.0;
        for (var c = 0; c < Means.Count; c++)
        {
            sum += Weights[output][c] * Means[c];
        }

        return sum;
    }

    /// <summary>Adds what the columns of a row contribute.</summary>
    /// <param name="row">The columns.</param>
    /// <param name="output">Of which output.</param>
    /// <param name="features">For each column the feature that it is of.</param>
    /// <param name="contributions">For each feature.</param>
    internal void Add(ReadOnlySpan<double> row, int output, IReadOnlyList<int> features, Span<double> contributions)
    {
        var weights = Weights[output];
        for (var c = 0; c < row.Length; c++)
        {
            contributions[features[c]] += weights[c] * (row[c] - Means[c]);
        }
    }
}
