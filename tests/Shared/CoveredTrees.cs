using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Onnx;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;
using Ingot.Scoring.Explanations;

namespace Ingot.Tests.Shared;

/// <summary>A model of a few trees that say how many training rows came to their leaves, so that it has reasons.</summary>
internal static class CoveredTrees
{
    /// <summary>The ONNX file: for each output two trees, over the first three features of the rows.</summary>
    /// <param name="schema">Its columns, three features at least.</param>
    /// <param name="rows">The rows that the features are fitted on.</param>
    /// <param name="reasons">As the property ModelReasons.</param>
    /// <param name="split">Where the first feature is split.</param>
    public static byte[] Onnx(ModelSchema schema, Table rows, int reasons, double split)
    {
        var plan = FeaturePlan.Fit(rows, schema, [], FeatureStyle.NativeTrees);
        var outputs = schema.Classes.Count > 2 ? schema.Classes.Count : 1;
        var trees = Enumerable.Range(0, outputs).SelectMany(o => new[]
        {
            new DecisionTree(o, [new TreeNode(0, split, null, true, ~0, 1), new TreeNode(1, 0.5, null, false, ~1, ~2)], [-1 + o, 0.5, 2 - o]) { LeafCovers = [60, 10, 30] },
            new DecisionTree(o, [new TreeNode(2, 0.5, null, true, ~0, ~1)], [0.25 * (o + 1), -0.125]) { LeafCovers = [20, 80] },
        });
        var link = schema.Classes.Count switch { 0 => OutputLink.Identity, 2 => OutputLink.Sigmoid, _ => OutputLink.Softmax };
        var onnx = OnnxModelWriter.ToBytes(schema, plan, new TreeModel([.. trees], new double[outputs]) { Link = link, Outputs = outputs }, 0.5, "Churn");
        return reasons == 0 ? onnx : ExplanationFacts.WithReasons(onnx, reasons);
    }
}
