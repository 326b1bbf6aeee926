namespace Ingot.Core.Specs;

/// <summary>Property <c>ModelPredictionIntervalMethod</c>: how the intervals of predicted numbers are made.</summary>
public enum IntervalMethod
{
    /// <summary>As wide for each row: the prediction, and so much on both sides.</summary>
    Conformal,

    /// <summary>From a predicted quantile to another one, moved so that the share of true values is right: wide where errors are great.</summary>
    Quantiles,
}
