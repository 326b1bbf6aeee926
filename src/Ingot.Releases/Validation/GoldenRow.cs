using System.Text.Json.Nodes;

namespace Ingot.Releases.Validation;

/// <summary>A reference row and what the model says of it.</summary>
/// <param name="Row">0-based number of the row in the reference files as listed.</param>
/// <param name="Inputs">
/// The value of each feature by its column's name: a number, true or false, a text, a date as a text in ISO 8601 (UTC); null
/// is missing.
/// </param>
/// <param name="Scores">The answer: the predicted number, the positive class's probability, or one probability per class.</param>
public sealed record GoldenRow(long Row, JsonObject Inputs, IReadOnlyList<float> Scores);
