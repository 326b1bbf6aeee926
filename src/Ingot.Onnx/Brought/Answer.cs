using Ingot.Core.Specs;

namespace Ingot.Onnx.Brought;

/// <summary>The value of an ONNX file that is its answer.</summary>
/// <param name="Value">Its name in the file.</param>
/// <param name="Type">The number of its elements' type in ONNX.</param>
/// <param name="Width">Values a row: 1, or one for each class.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Order">For each class of the schema its place among the values; of a width of 1 the class that it speaks of is at the place 0 and the other one at -1; empty for a number.</param>
/// <param name="IsSaid">Whether the project says what the values are; else it must be looked whether they can be that.</param>
internal sealed record Answer(string Value, int Type, int Width, ModelOutputKind Kind, IReadOnlyList<int> Order, bool IsSaid);
