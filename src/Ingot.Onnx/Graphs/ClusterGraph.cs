using Ingot.Core.Schemas;
using Ingot.Onnx.Learned;
using Ingot.Scoring;

namespace Ingot.Onnx.Graphs;

/// <summary>Writes centres into a graph: which of them is nearest, and how near.</summary>
internal static class ClusterGraph
{
    private static readonly long[] Columns = [1];

    /// <summary>Adds the outputs.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="features">The features, of doubles.</param>
    /// <param name="model">The centres.</param>
    public static void Append(OnnxGraph graph, string features, ClusterModel model)
    {
        var (count, width) = (model.Centres.Length, model.Centres[0].Length);

        // |c|^2 - 2xc differs from the squared distance by what is the same for all centres: enough to say which is nearest, in memory for as many numbers as there are centres.
        var doubled = new double[width * count];
        for (var c = 0; c < count; c++)
        {
            for (var f = 0; f < width; f++)
            {
                doubled[(f * count) + c] = 2 * model.Centres[c][f];
            }
        }

        var squares = graph.Doubles([.. model.Centres.Select(c => c.Sum(v => v * v))], 1, count);
        var apart = graph.Node("Sub", [squares, graph.Node("MatMul", [features, graph.Doubles(doubled, width, count)])]);
        var most = graph.Node("Add", [graph.Node("ReduceMin", [apart], ("axes", Columns), ("keepdims", 1L)), graph.Doubles([model.Rounding], 1, 1)]);
        var isNear = graph.Cast(graph.Node("LessOrEqual", [apart, most]), ElementType.Float);
        var cluster = graph.Node("ArgMax", [isNear], ("axis", 1L), ("keepdims", 1L));

        // The distance itself is of the differences: that of products would be lost in rounding where rows are near.
        var centres = graph.Doubles([.. model.Centres.SelectMany(c => c)], count, width);
        var centre = graph.Node("Gather", [centres, graph.Node("Squeeze", [cluster, graph.Longs([1], 1)])], ("axis", 0L));
        var distance = graph.Node("ReduceL2", [graph.Node("Sub", [features, centre])], ("axes", Columns), ("keepdims", 1L));
        graph.Output(graph.ClassText(cluster, ClusterFacts.Names(count)), OutputNames.PredictedLabel, ElementType.String, 1);
        graph.Output(graph.Cast(distance, ElementType.Float), OutputNames.Score, ElementType.Float, 1);

        // Clusters are judged by the features that distances are measured in.
        graph.Alias(features, ClusterFacts.Features);
        graph.Metadata(ClusterFacts.CountKey, FormattableString.Invariant($"{count}"));
        graph.Width(width);
    }
}
