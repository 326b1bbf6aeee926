namespace Ingot.Core.Estimation;

/// <summary>What of an error is learned for each row of a model that predicts numbers.</summary>
public enum LossKind
{
    /// <summary>The amount of the error: of <c>MAE</c>, in the label's unit.</summary>
    Absolute,

    /// <summary>Its square: of <c>RMSE</c>.</summary>
    Squared,

    /// <summary>Its amount as a share of the true value's: of <c>MAPE</c>.</summary>
    Relative,
}
