namespace Ingot.Core.Specs;

/// <summary>On whose side a change gate is while the data cannot tell: metadata <c>Policy</c>.</summary>
public enum GatePolicy
{
    /// <summary>Fails when the regression is proven to be beyond the margin; the model has the benefit of the doubt.</summary>
    Significant,

    /// <summary>Fails unless the regression is proven to be under the margin; the baseline has the benefit of the doubt.</summary>
    NonInferior,
}
