using Ingot.Onnx.Learned;
using Microsoft.ML.Trainers.FastTree;

namespace Ingot.Training.MLNet;

/// <summary>Takes the trees of FastTree and FastForest out of ML.NET.</summary>
internal static class FastTreeModelReader
{
    /// <summary>The first trees, each leaf times the weight of its tree.</summary>
    public static IReadOnlyList<DecisionTree> Read(IReadOnlyList<RegressionTreeBase> trees, IReadOnlyList<double> weights, int count) =>
        [.. trees.Take(count).Select((tree, i) => Tree(tree, weights[i]))];

    private static DecisionTree Tree(RegressionTreeBase tree, double weight)
    {
        var leaves = tree.LeafValues.Take(tree.NumberOfLeaves).Select(v => v * weight).ToArray();
        var nodes = new TreeNode[tree.NumberOfNodes];
        for (var i = 0; i < nodes.Length; i++)
        {
            // The features have no missing values; FastTree itself would send NaN to the right.
            nodes[i] = new TreeNode(
                tree.NumericalSplitFeatureIndexes[i], tree.NumericalSplitThresholds[i], null, MissingGoesLeft: false, tree.LeftChild[i], tree.RightChild[i])
            {
                Gain = tree.SplitGains[i],
            };
        }

        return new DecisionTree(0, nodes, leaves.Length == 0 ? [0] : leaves);
    }
}
