namespace Ingot.Onnx.Learned;

/// <summary>An inner node of a decision tree.</summary>
/// <param name="Feature">Index of the feature that it looks at.</param>
/// <param name="Threshold">Goes left when x &lt;= threshold (numeric splits).</param>
/// <param name="Categories">Null for a numeric split; else goes left when x is one of these.</param>
/// <param name="MissingGoesLeft">Where NaN goes. Categorical: NaN and unknown categories always go right.</param>
/// <param name="Left">Left child: a node, or a leaf as <c>~leaf</c>.</param>
/// <param name="Right">Right child, likewise.</param>
public sealed record TreeNode(int Feature, double Threshold, int[]? Categories, bool MissingGoesLeft, int Left, int Right)
{
    /// <summary>How much better the learner's objective became by the split, in the learner's own units; 0 where it does not say. No part of the ONNX model.</summary>
    public double Gain { get; init; }
}
