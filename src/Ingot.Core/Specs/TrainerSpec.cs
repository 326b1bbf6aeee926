using Ingot.Core.Diagnostics;

namespace Ingot.Core.Specs;

/// <summary>The learner to use and its parameters: a <c>Trainer</c> item.</summary>
/// <param name="Name"><c>LightGbm</c>, <c>FastTree</c>, <c>LogisticRegression</c> or <c>LinearRegression</c>.</param>
/// <param name="Parameters">Metadata by name, case-insensitive; which ones exist is the learner's to say.</param>
/// <param name="Location">Where the item stands.</param>
public sealed record TrainerSpec(string Name, IReadOnlyDictionary<string, string> Parameters, SourceLocation Location);
