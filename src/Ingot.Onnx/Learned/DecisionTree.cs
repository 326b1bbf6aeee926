namespace Ingot.Onnx.Learned;

/// <summary>One decision tree. Node 0 is the root; a child index below 0 is leaf <c>~index</c>. Without nodes it is its leaf 0.</summary>
/// <param name="Output">The output that its leaf values are added to.</param>
/// <param name="Nodes">The inner nodes.</param>
/// <param name="Leaves">The leaf values.</param>
public sealed record DecisionTree(int Output, IReadOnlyList<TreeNode> Nodes, double[] Leaves)
{
    /// <summary>How many training rows came to each leaf: what explanations of predictions follow from. Null: not known.</summary>
    public double[]? LeafCovers { get; init; }

    /// <summary>How many training rows came to each node; null: not known.</summary>
    public double[]? NodeCovers()
    {
        if (LeafCovers is null)
        {
            return null;
        }

        // Children stand behind their parents in no learner's list for sure: the sums are made from below, with a stack of our own.
        var covers = new double[Nodes.Count];
        var order = new List<int>(Nodes.Count);
        for (var stack = new Stack<int>(Nodes.Count > 0 ? [0] : []); stack.TryPop(out var node);)
        {
            order.Add(node);
            foreach (var child in new[] { Nodes[node].Left, Nodes[node].Right }.Where(c => c >= 0))
            {
                stack.Push(child);
            }
        }

        for (var i = order.Count - 1; i >= 0; i--)
        {
            double Of(int child) => child >= 0 ? covers[child] : LeafCovers[~child];
            covers[order[i]] = Of(Nodes[order[i]].Left) + Of(Nodes[order[i]].Right);
        }

        return covers;
    }
}
