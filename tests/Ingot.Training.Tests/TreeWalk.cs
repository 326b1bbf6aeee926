using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Onnx;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;

namespace Ingot.Training.Tests;

/// <summary>Scores trees in two further ways: by walking down them here, and by an ONNX graph that takes the features as they are.</summary>
internal static class TreeWalk
{
    public static double[] Scores(TreeModel model, FeatureMatrix features)
    {
        var scores = new double[features.Rows * model.Outputs];
        for (var row = 0; row < features.Rows; row++)
        {
            var values = features.Values.AsSpan(row * features.Names.Count, features.Names.Count);
            for (var output = 0; output < model.Outputs; output++)
            {
                scores[(row * model.Outputs) + output] = model.BaseScores[output];
            }

            foreach (var tree in model.Trees)
            {
                scores[(row * model.Outputs) + tree.Output] += Leaf(tree, values);
            }
        }

        return scores;
    }

    public static double[] ThroughOnnx(TreeModel model, FeatureMatrix features)
    {
        // One model a output, its link left out: what comes out is the raw score.
        var columns = features.Names.Select((name, f) =>
            (TableColumn)new NumberColumn(name, [.. Enumerable.Range(0, features.Rows).Select(r => (double)features.Values[(r * features.Names.Count) + f])])).ToList();
        var scores = new double[features.Rows * model.Outputs];
        for (var output = 0; output < model.Outputs; output++)
        {
            using var one = TrainingCase.With(ModelTask.Regression, [.. columns, new NumberColumn("label", new double[features.Rows])]);
            var plan = FeaturePlan.Fit(one.Table, one.Schema, [], FeatureStyle.NativeTrees);
            var trees = model.Trees.Where(t => t.Output == output).Select(t => t with { Output = 0 }).ToList();
            OnnxModelWriter.Write(one.Path, one.Schema, plan, new TreeModel(trees, [model.BaseScores[output]]) { Link = OutputLink.Identity, Outputs = 1 }, 0.5, "One");
            var result = one.Score();
            for (var row = 0; row < features.Rows; row++)
            {
                scores[(row * model.Outputs) + output] = result[row];
            }
        }

        return scores;
    }

    private static double Leaf(DecisionTree tree, ReadOnlySpan<float> values)
    {
        var at = tree.Nodes.Count == 0 ? ~0 : 0;
        while (at >= 0)
        {
            var node = tree.Nodes[at];
            var value = values[node.Feature];
            var left = node.Categories is { } categories
                ? !float.IsNaN(value) && categories.Contains((int)value)
                : float.IsNaN(value) ? node.MissingGoesLeft : value <= node.Threshold;
            at = left ? node.Left : node.Right;
        }

        return tree.Leaves[~at];
    }
}
