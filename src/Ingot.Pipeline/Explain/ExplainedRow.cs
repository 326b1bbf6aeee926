namespace Ingot.Pipeline.Explain;

/// <summary>A prediction with its reasons.</summary>
/// <param name="Prediction">The predicted number, or the probability of the class that is explained.</param>
/// <param name="Explained">The class whose score is explained: the positive one, of several the predicted one; null for a number.</param>
/// <param name="Base">What the model says when nothing is known of a row.</param>
/// <param name="Score">Base and all contributions together.</param>
/// <param name="Reasons">The columns, those that did most first.</param>
public sealed record ExplainedRow(double Prediction, string? Explained, double Base, double Score, IReadOnlyList<Reason> Reasons);
