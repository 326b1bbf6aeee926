using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;

namespace Ingot.Pipeline.Challenge;

/// <summary>A further model that a test compares the model with, before it is trained.</summary>
/// <param name="Kind">What it is to its test: <see cref="RivalKind"/>.</param>
/// <param name="Name">Such as <c>seed 2</c> or a feature's name.</param>
/// <param name="Spec">What it is trained by.</param>
/// <param name="Schema">Its features and its label.</param>
/// <param name="Training">Its rows.</param>
internal sealed record Rival(RivalKind Kind, string Name, ModelSpec Spec, ModelSchema Schema, Table Training);
