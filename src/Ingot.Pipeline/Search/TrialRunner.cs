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
/// <param name="present">What the trainer that the project has is worth; a loss of NaN: it gives none.</param>
/// <param name="cancellation">Stops the search.</param>
internal sealed class TrialRunner(SearchDefinition definition, ITrialPlace place, IStageProgress progress, IReadOnlyList<Trial> earlier, TrialWorth present, CancellationToken cancellation)
{
    private readonly Lock _gate = new();
    private Trial? _best = Trial.NearestOf(earlier);

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
            Violation = definition.Violation(score),
            Measures = score.Measures,
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
            if (trial.State != TrialState.Failed && (_best is null || trial.Worth < _best.Worth))
            {
                _best = trial;
            }

            var value = trial.State == TrialState.Failed ? $"failed: {trial.Failure}"
                : $"{definition.Metric.Name} {Text(trial.Loss)}{Steps(trial)}{(definition.Broken(trial.Measures) is { Length: > 0 } broken ? $", breaks {broken}" : string.Empty)}";
            var best = _best is null ? string.Empty
                : _best.Number != trial.Number ? FormattableString.Invariant($", {Called} is {Text(_best.Loss)} of trial {_best.Number + 1}")
                : $", {Called}{(!double.IsNaN(present.Loss) && _best.Worth >= present ? ", and no better than the project's own" : string.Empty)}";
            progress.Report(
                FormattableString.Invariant($"trial {trial.Number + 1} of {definition.Trials} ({definition.Space.Text(trial.Point)}): {value}{best}"),
                Math.Min(1, (trial.Number + 1.0) / definition.Trials));
        }
    }

    private string Called => _best!.Worth.IsFeasible ? "the best" : "the nearest so far";

    private string Text(double loss) => (definition.Sign * loss).ToString("G5", CultureInfo.InvariantCulture);

    private static string Steps(Trial trial) => trial.Steps.Count == 0 ? string.Empty : FormattableString.Invariant($" with {trial.Steps[^1].Iterations} iterations");
}
