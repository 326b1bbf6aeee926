namespace Ingot.Onnx.Graphs;

/// <summary>The version of the format and of the operator sets of an ONNX file.</summary>
/// <param name="Format">IR version.</param>
/// <param name="Operators">Version of ai.onnx.</param>
/// <param name="Learning">Version of ai.onnx.ml.</param>
internal sealed record OnnxVersions(long Format, long Operators, long Learning)
{
    /// <summary>Those of the models that Ingot trains.</summary>
    public static OnnxVersions Own { get; } = new(8, 17, 3);
}
