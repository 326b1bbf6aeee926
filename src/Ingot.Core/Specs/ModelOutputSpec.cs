using Ingot.Core.Diagnostics;

namespace Ingot.Core.Specs;

/// <summary>Which output of an ONNX file of the project's own is its answer, and how: item <c>ModelOutput</c>.</summary>
/// <param name="Name">The output's name; null: the only one that can be.</param>
/// <param name="Kind">What its values are; null: as they look.</param>
/// <param name="Classes">The classes in the order of its values, as the data have them; null: as the file says, else in ordinal order.</param>
/// <param name="Location">Where it stands.</param>
public sealed record ModelOutputSpec(string? Name, ModelOutputKind? Kind, IReadOnlyList<string>? Classes, SourceLocation Location);
