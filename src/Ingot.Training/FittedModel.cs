using Ingot.Onnx.Features;

namespace Ingot.Training;

/// <summary>A model with what it was made of.</summary>
/// <param name="Features">The features, fitted on the rows that were learned from.</param>
/// <param name="Input">What the learner was given.</param>
/// <param name="Result">What it learned.</param>
/// <param name="Validation">The validation rows, in the order of its scores of them.</param>
internal sealed record FittedModel(FeaturePlan Features, LearnerInput Input, LearnerResult Result, int[] Validation);
