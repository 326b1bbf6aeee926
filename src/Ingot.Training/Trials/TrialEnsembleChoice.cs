namespace Ingot.Training.Trials;

/// <summary>An ensemble of measured trainers, and whether it is worth its cost.</summary>
/// <param name="Counts">For each trainer how much it counts in the mean, 0: not at all.</param>
/// <param name="Score">The metric on the measured rows, by which it was chosen too: too good.</param>
/// <param name="SingleLoss">The mean loss of single trainers, each chosen by other rows than those that it is asked about.</param>
/// <param name="EnsembleLoss">The same of ensembles.</param>
/// <param name="Gain">The mean by which the loss of a row is lower with the ensemble.</param>
/// <param name="StandardError">The standard error of <paramref name="Gain"/>.</param>
public sealed record TrialEnsembleChoice(IReadOnlyList<int> Counts, TrialScore Score, double SingleLoss, double EnsembleLoss, double Gain, double StandardError)
{
    /// <summary>How many members it has.</summary>
    public int Members => Counts.Count(c => c > 0);

    /// <summary>Whether it has several members, and is better than the best single trainer by more than the standard error of the difference, on rows that had no part in the choice of either.</summary>
    public bool IsWorthIt => Members > 1 && Gain > StandardError;
}
