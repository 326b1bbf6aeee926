using Ingot.Scoring.Explanations;

namespace Ingot.Onnx.Learned;

/// <summary>raw[o] = bias[o] + sum over features f of weights[o][f] * x[f].</summary>
/// <param name="Weights">One array of feature weights for each output.</param>
/// <param name="Bias">One for each output.</param>
public sealed record LinearModel(double[][] Weights, double[] Bias) : LearnedModel
{
    /// <summary>The mean of each feature over the rows that were learned from, from which on it contributes to a prediction; null: it is not known, and predictions are explained by sampling.</summary>
    public double[]? Means { get; init; }

    /// <summary>Whether its weights explain predictions, once the means are known: there are no more than a file has room for, and not all are 0, as those of a constant.</summary>
    public bool CanExplain => Weights.Sum(w => (long)w.Length) <= LinearFacts.MostWeights && Array.Exists(Weights, w => Array.Exists(w, x => x != 0));
}
