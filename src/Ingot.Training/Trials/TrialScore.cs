using System.Collections.ObjectModel;
using Ingot.Core.Statistics;

namespace Ingot.Training.Trials;

/// <summary>What a trainer with some parameters is worth on rows that it did not learn from.</summary>
/// <param name="Values">The metric on each part: the validation rows, or each fold.</param>
/// <param name="Interval">Their mean with its 95 % interval: of the metric on the validation rows, or of the folds.</param>
/// <param name="Iterations">How many iterations were kept, in the mean of the parts; 0: the learner has none.</param>
/// <param name="IsFinal">Whether it stopped by itself on every part, so that more iterations would change nothing.</param>
public sealed record TrialScore(IReadOnlyList<double> Values, Interval Interval, int Iterations, bool IsFinal)
{
    /// <summary>What else was measured, by name: of metrics the mean of the parts, of the model itself the greatest. Default empty.</summary>
    public IReadOnlyDictionary<string, double> Measures { get; init; } = ReadOnlyDictionary<string, double>.Empty;
}
