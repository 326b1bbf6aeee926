namespace Ingot.Onnx.Learned;

/// <summary>A sum of decision trees: raw[o] = base[o] + sum of the leaf values of the trees of output o.</summary>
/// <param name="Trees">The trees; ones of a single leaf too.</param>
/// <param name="BaseScores">One for each output.</param>
public sealed record TreeModel(IReadOnlyList<DecisionTree> Trees, double[] BaseScores) : LearnedModel;
