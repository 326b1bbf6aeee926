namespace Ingot.Core.Specs;

/// <summary>What a <see cref="ThresholdTarget"/> is about.</summary>
public enum ThresholdMetric
{
    /// <summary>The share of the positive rows that are predicted positive. Among the thresholds that reach it, the one of the highest precision is taken.</summary>
    Recall,

    /// <summary>The share of the rows predicted positive that are. Among the thresholds that reach it, the one of the highest recall is taken.</summary>
    Precision,

    /// <summary>The share of the negative rows that are predicted negative. Among the thresholds that reach it, the one of the highest recall is taken.</summary>
    Specificity,
}
