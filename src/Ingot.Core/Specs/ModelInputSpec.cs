using Ingot.Core.Diagnostics;

namespace Ingot.Core.Specs;

/// <summary>What an input of an ONNX file of the project's own is made of: item <c>ModelInput</c>.</summary>
/// <param name="Name">The input's name; null: the only one.</param>
/// <param name="Columns">The columns side by side, in this order.</param>
/// <param name="Location">Where it stands.</param>
public sealed record ModelInputSpec(string? Name, IReadOnlyList<string> Columns, SourceLocation Location);
