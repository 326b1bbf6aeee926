using System.Text.Json.Serialization;

namespace Ingot.Training.Answers;

/// <summary>How the threshold was chosen: a part of <c>report.json</c>. The figures are those on the rows that it was chosen by; what it is worth says Evaluate.</summary>
/// <param name="Value">The probability from which the positive class is predicted.</param>
/// <param name="By">What the project asks for, such as <c>FalsePositive=1; FalseNegative=5</c>.</param>
/// <param name="Rows">How many rows it rests on.</param>
/// <param name="From">Which, as of <see cref="CalibrationReport"/>.</param>
/// <param name="Recall">The share of the positive rows that are predicted positive.</param>
/// <param name="Precision">The share of the rows predicted positive that are; no number where none is.</param>
public sealed record ThresholdReport(double Value, string By, int Rows, string From, double Recall, double Precision)
{
    /// <summary>What decisions cost in the mean; null: it was not chosen by costs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Cost { get; init; }

    /// <summary>The same at 0.5.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? CostAtHalf { get; init; }
}
