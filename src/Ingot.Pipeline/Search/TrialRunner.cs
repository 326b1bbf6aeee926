using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Search.Journals;
using Ingot.Search.Trials;

namespace Ingot.Pipeline.Search;

/// <summary>Has trials measured, and tells of them.</summary>
/// <param name="definition">The search.</param>
/// <param name="place">Measures.</param>
/// <param name="progress">Told of each trial.</param>
/// <param name="earlier">The trials that are known already.</param>
/// <param name="present">The loss of the trainer that the project has; NaN: it gives none.</param>
/// <param name="cancellation">Stops the search.</param>
internal sealed class TrialRunner(SearchDefinition definition, ITrialPlace place, IStageProgress progress, IReadOnlyList<Trial> earlier, double present, CancellationToken cancellation)
{
    private readonly Lock _gate = new();
    private (double Loss, int Number) _best = Trial.BestOf(earlier) is { } best ? (best.Loss, best.Number) : (double.PositiveInfinity, -1);

    /// <summary>Trains and measures.</summary>
    public TrialMeasure Measure(TrialRequest request)
    {
        var outcome = place.Measure(BegunTrials.NameOf(request.Trial.Number, request.Iterations), definition.TrainerOf(request.Trial.Point, request.Iterations), cancellation);
        var took = TimeSpan.FromSeconds(outcome.Seconds);
        if (outcome.Score is not { } score)
        {
            return new TrialMeasure([]) { Failure = outcome.Failure, Duration = took };
        }

        var (low, high) = (definition.Sign * score.Interval.Low, definition.Sign * score.Interval.High);
        return new TrialMeasure([.. score.Values.Select(v => definition.Sign * v)])
        {
            Low = Math.Min(low, high),
            High = Math.Max(low, high),
            Iterations = score.Iterations > 0 ? score.Iterations : null,
            IsFinal = score.IsFinal,
            Failure = score.Values.All(double.IsFinite) ? null : $"{definition.Metric.Name} is not defined on the rows that it was measured on.",
            Duration = took,
        };
    }

    /// <summary>Says what became of a trial.</summary>
    public void Tell(Trial trial)
    {
        lock (_gate)
        {
            if (trial.State != TrialState.Failed && trial.Loss < _best.Loss)
            {
                _best = (trial.Loss, trial.Number);
            }

            var value = trial.State == TrialState.Failed ? $"failed: {trial.Failure}" : FormattableString.Invariant($"{definition.Metric.Name} {Text(trial.Loss)}{Steps(trial)}");
            var best = _best.Number < 0 ? string.Empty : _best.Number == trial.Number
                ? $", the best{(_best.Loss >= present ? ", and no better than the project's own" : string.Empty)}"
                : FormattableString.Invariant($", the best is {Text(_best.Loss)} of trial {_best.Number + 1}");
            progress.Report(
                FormattableString.Invariant($"trial {trial.Number + 1} of {definition.Trials} ({definition.Space.Text(trial.Point)}): {value}{best}"),
                Math.Min(1, (trial.Number + 1.0) / definition.Trials));
        }
    }

    private string Text(double loss) => (definition.Sign * loss).ToString("G5", CultureInfo.InvariantCulture);

    private static string Steps(Trial trial) => trial.Steps.Count == 0 ? string.Empty : FormattableString.Invariant($" with {trial.Steps[^1].Iterations} iterations");
}
