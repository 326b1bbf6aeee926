namespace Ingot.Core.Estimation;

/// <summary>Whether a model's probabilities are taken as they are, and why.</summary>
public enum CalibrationDecision
{
    /// <summary>They are calibrated: on rows that the calibration has not seen, the calibrated ones have the lower calibration error.</summary>
    Calibrated,

    /// <summary>They are taken as they are: on rows that the calibration has not seen, it makes them no better.</summary>
    Raw,

    /// <summary>They are calibrated whatever the errors say, since scores below 0 or above 1 are no probabilities.</summary>
    NoProbabilities,

    /// <summary>They are taken as they are, since the reference has fewer rows of one of the two classes than a calibration needs.</summary>
    TooFewRows,
}
