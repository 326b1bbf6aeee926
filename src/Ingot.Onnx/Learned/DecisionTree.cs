namespace Ingot.Onnx.Learned;

/// <summary>One decision tree. Node 0 is the root; a child index below 0 is leaf <c>~index</c>. Without nodes it is its leaf 0.</summary>
/// <param name="Output">The output that its leaf values are added to.</param>
/// <param name="Nodes">The inner nodes.</param>
/// <param name="Leaves">The leaf values.</param>
public sealed record DecisionTree(int Output, IReadOnlyList<TreeNode> Nodes, double[] Leaves);
