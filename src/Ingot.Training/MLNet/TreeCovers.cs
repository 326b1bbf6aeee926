using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;

namespace Ingot.Training.MLNet;

/// <summary>How many training rows come to each leaf, for learners that do not say it: from it predictions are explained.</summary>
internal static class TreeCovers
{
    // Shares are known well enough from as many rows, evenly spread.
    private const int MostRows = 100_000;

    /// <summary>The trees with their covers.</summary>
    /// <param name="trees">Trees of numeric splits on the matrix.</param>
    /// <param name="rows">The training rows.</param>
    public static IReadOnlyList<DecisionTree> Count(IReadOnlyList<DecisionTree> trees, IFeatureRows rows)
    {
        var matrix = rows.Matrix;
        var width = matrix.Names.Count;
        var counted = Math.Min(MostRows, matrix.Rows);
        var covers = trees.Select(t => new double[t.Leaves.Length]).ToArray();
        Parallel.For(0, trees.Count, tree =>
        {
            var nodes = trees[tree].Nodes.ToArray();
            for (var i = 0; i < counted; i++)
            {
                var row = matrix.Values.AsSpan((int)((long)i * matrix.Rows / counted) * width, width);
                var node = nodes.Length > 0 ? 0 : ~0;
                while (node >= 0)
                {
                    node = row[nodes[node].Feature] <= nodes[node].Threshold ? nodes[node].Left : nodes[node].Right;
                }

                covers[tree][~node]++;
            }
        });
        return [.. trees.Select((t, i) => t with { LeafCovers = covers[i] })];
    }
}
