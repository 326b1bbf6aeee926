namespace Ingot.Core.Specs;

/// <summary>Property <c>ModelCalibration</c>: what makes probabilities that are as frequent as they say of what the learner said, fitted on rows that it did not learn from.</summary>
public enum CalibrationMethod
{
    /// <summary>The learner's own probabilities.</summary>
    None,

    /// <summary>
    /// A logistic curve over the log odds, slope and offset (J. Platt, "Probabilistic outputs for support vector machines", 1999, with his targets; fitted as H.-T. Lin,
    /// C.-J. Lin, R. Weng, "A note on Platt's probabilistic outputs", Machine Learning 68, 2007). More than two classes: each against the rest, divided by their sum.
    /// </summary>
    Sigmoid,

    /// <summary>
    /// The ascending curve that is nearest (B. Zadrozny, C. Elkan, "Transforming classifier scores into accurate multiclass probability estimates", KDD 2002). More than two
    /// classes: each against the rest, divided by their sum.
    /// </summary>
    Isotonic,

    /// <summary>One number that all log odds are divided by (C. Guo, G. Pleiss, Y. Sun, K. Weinberger, "On calibration of modern neural networks", ICML 2017).</summary>
    Temperature,
}
