using System.Text.Json;
using Ingot.Onnx.Learned;
using Ingot.Scoring.Explanations;

namespace Ingot.Onnx.Graphs;

/// <summary>
/// Writes trees as a <c>TreeEnsembleRegressor</c> of ai.onnx.ml 3 with double thresholds and leaves; its sum is float32.
/// A categorical split is a chain of equality tests that share their left subtree, on <see cref="CategoryBlocks"/>.
/// </summary>
internal static class TreeGraph
{
    private static readonly long[] FeatureAxis = [1];

    /// <summary>Adds the trees.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="features">The features, in double.</param>
    /// <param name="model">The trees, with thresholds of values.</param>
    /// <param name="columns">For each feature the column that it is from, for explanations of predictions; null: the trees are not all that the file says, and explain nothing.</param>
    public static string Append(OnnxGraph graph, string features, TreeModel model, IReadOnlyList<string>? columns)
    {
        var baseScores = (double[])model.BaseScores.Clone();
        var blocks = new CategoryBlocks(model.Trees);
        var table = new TreeTable(blocks);
        foreach (var tree in model.Trees)
        {
            if (tree.Nodes.Count == 0)
            {
                baseScores[tree.Output] += tree.Leaves[0];
            }
            else
            {
                table.Add(tree);
            }
        }

        if (table.Trees == 0)
        {
            // No tree has a split: the base score for every row, as many as the features have.
            var zero = graph.Node("Mul", [graph.Node("ReduceMax", [features], ("axes", FeatureAxis), ("keepdims", 1L)), graph.Doubles([0], 1)]);
            var clean = graph.Node("Where", [graph.Node("IsNaN", [zero]), graph.Doubles([0], 1), zero]);
            return graph.Node("Add", [clean, graph.Doubles(baseScores, 1, model.Outputs)]);
        }

        if (table.IsCovered && columns is not null)
        {
            // Of shares a calibration is no slope and offset of what the trees say.
            var isShare = model.Link == OutputLink.Share;
            var (slope, offset) = isShare ? (1, 0) : (model.LinkSlope, model.LinkOffset);
            graph.Metadata(ExplanationFacts.Key, JsonSerializer.Serialize(new ExplanationFacts(columns, blocks.Features(columns.Count), baseScores, slope, offset) { IsShare = isShare }, OnnxGraph.Facts));
        }

        var sum = graph.Learning("TreeEnsembleRegressor", [blocks.Append(graph, features)], table.Attributes(model.Outputs));
        return graph.Node("Add", [graph.Cast(sum, ElementType.Double), graph.Doubles(baseScores, 1, model.Outputs)]);
    }
}
