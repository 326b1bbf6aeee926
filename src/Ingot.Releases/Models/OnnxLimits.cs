namespace Ingot.Releases.Models;

/// <summary>
/// How large the ONNX file of somebody else may be. What Ingot itself writes stays far below: a model of 10,000 columns has some 100,000
/// nodes in one graph.
/// </summary>
public static class OnnxLimits
{
    /// <summary>Nodes of all graphs together.</summary>
    public const int Nodes = 1_000_000;

    /// <summary>Graphs within graphs, the outermost included.</summary>
    public const int Depth = 8;

    /// <summary>Values that a sparse tensor stands for. A dense one has as many as the file has bytes for.</summary>
    public const long SparseElements = 1 << 24;
}
