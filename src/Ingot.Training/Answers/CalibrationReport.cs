using System.Text.Json.Serialization;

namespace Ingot.Training.Answers;

/// <summary>How probabilities were calibrated: a part of <c>report.json</c>. The losses are those on the rows that it was fitted on; what it is worth says Evaluate.</summary>
/// <param name="Method">Sigmoid, Isotonic or Temperature.</param>
/// <param name="Rows">How many rows it rests on.</param>
/// <param name="From">Which: the validation rows, or rows of folds, each scored by a model that had not learned from it.</param>
/// <param name="LogLossBefore">The log loss of the learner's own probabilities on them.</param>
/// <param name="LogLossAfter">The log loss of the calibrated ones.</param>
public sealed record CalibrationReport(string Method, int Rows, string From, double LogLossBefore, double LogLossAfter)
{
    /// <summary>What the log odds are divided by; null: the method has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Temperature { get; init; }

    /// <summary>The slope of each logistic curve over the log odds: one, or one a class; null: the method has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<double>? Slopes { get; init; }

    /// <summary>The offset of each logistic curve; null: the method has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<double>? Offsets { get; init; }

    /// <summary>The number of points of each isotonic curve; null: the method has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? Points { get; init; }
}
