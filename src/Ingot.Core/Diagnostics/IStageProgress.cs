namespace Ingot.Core.Diagnostics;

/// <summary>Where a stage says how far it is. Nothing that is said here is hashed or kept.</summary>
public interface IStageProgress
{
    /// <summary>Says one line about the work at hand.</summary>
    /// <param name="message">Such as <c>iteration 120 of 200, validation AUC 0.8431</c>.</param>
    /// <param name="fraction">Share of the stage's work that is done, 0 to 1; null when unknown.</param>
    void Report(string message, double? fraction = null);
}
