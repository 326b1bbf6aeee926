using Ingot.Core.Schemas;

namespace Ingot.Training.Continued;

/// <summary>The released model that a training continues from, as its package has it.</summary>
/// <param name="Onnx">The bytes of its ONNX file, judged already: size, depth, operators, values in other files.</param>
/// <param name="OnnxSha256">Their SHA-256, lower-case hexadecimal.</param>
/// <param name="Schema">The schema that it was released with.</param>
public sealed record ReleasedModel(byte[] Onnx, string OnnxSha256, ModelSchema Schema);
