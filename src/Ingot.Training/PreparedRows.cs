using Ingot.Onnx.Features;

namespace Ingot.Training;

/// <summary>What a learner learns from, and is measured on, before it has learned.</summary>
/// <param name="Features">The features, fitted on the rows to learn from.</param>
/// <param name="Training">The rows to learn from.</param>
/// <param name="Validation">The rows that are scored, and go by which a learner may stop.</param>
/// <param name="Places">The validation rows, in the order of the scores of them.</param>
internal sealed record PreparedRows(FeaturePlan Features, LabelledRows Training, LabelledRows Validation, int[] Places);
