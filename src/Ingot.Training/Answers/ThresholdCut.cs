using Ingot.Core.Predictions;
using Ingot.Core.Specs;

namespace Ingot.Training.Answers;

/// <summary>What decisions by a threshold are worth.</summary>
/// <param name="Threshold">The probability from which a row is predicted positive.</param>
/// <param name="Lowest">The lowest probability that occurs of those rows; infinite: there are none.</param>
/// <param name="Hits">The weight of the positive rows that are.</param>
/// <param name="Alarms">The weight of the negative rows that are.</param>
/// <param name="Positives">The weight of the positive rows.</param>
/// <param name="Negatives">The weight of the negative rows.</param>
internal sealed record ThresholdCut(double Threshold, float Lowest, double Hits, double Alarms, double Positives, double Negatives)
{
    /// <summary>Whether no row is predicted positive.</summary>
    public bool IsNone { get; init; }

    /// <summary>Whether every row is.</summary>
    public bool IsAll { get; init; }

    public double Recall => Hits / Positives;

    /// <summary>No number where no row is predicted positive.</summary>
    public double Precision => IsNone ? double.NaN : Hits / (Hits + Alarms);

    /// <summary>What a row costs in the mean.</summary>
    public double Cost(DecisionCosts costs) => ((costs.FalsePositive * Alarms) + (costs.FalseNegative * (Positives - Hits))) / (Positives + Negatives);

    public double Value(ThresholdMetric metric) => metric switch
    {
        ThresholdMetric.Recall => Recall,
        ThresholdMetric.Precision => Precision,
        _ => 1 - (Alarms / Negatives),
    };
}
