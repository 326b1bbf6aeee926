using Ingot.Core.Schemas;

namespace Ingot.Releases.Validation;

/// <summary>What is tried.</summary>
/// <param name="Name">What it is called in messages, such as a package's file.</param>
/// <param name="Onnx">The ONNX file.</param>
/// <param name="Schema">Its inputs and outputs.</param>
/// <param name="Rows">The rows that it is asked for; may be empty.</param>
public sealed record TrialSubject(string Name, byte[] Onnx, ModelSchema Schema, IReadOnlyList<GoldenRow> Rows);
