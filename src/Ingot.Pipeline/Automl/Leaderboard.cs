using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;
using Ingot.Pipeline.Search;
using Ingot.Search;
using Ingot.Search.Importance;
using Ingot.Search.Reports;
using Ingot.Search.Trials;
using Ingot.Training.Trials;

namespace Ingot.Pipeline.Automl;

/// <summary>Everything that was tried, in order of the metric, and what is chosen of it: the best, or an ensemble of several.</summary>
internal sealed class Leaderboard
{
    // An ensemble of one trainer only would hardly gain, however good its trials are.
    private const int CandidatesOfTrainer = 8;
    private const int MostMembers = 5;

    private readonly AutomlDefinition _definition;
    private readonly TrialBench _bench;
    private readonly Yardsticks _yardsticks;
    private readonly IReadOnlyList<Trial> _trials;
    private readonly SearchEnd _end;
    private readonly List<(TrainerSpec Trainer, TrialReport Report)> _ranked;
    private readonly List<(TrainerSpec Trainer, TrialReport Report)> _failed;
    private TrialEnsembleChoice? _ensemble;
    private int[] _candidates = [];

    /// <summary>Orders what was tried.</summary>
    public Leaderboard(AutomlDefinition definition, TrialBench bench, Yardsticks yardsticks, IReadOnlyList<Trial> trials, SearchEnd end)
    {
        (_definition, _bench, _yardsticks, _trials, _end) = (definition, bench, yardsticks, trials, end);
        var search = definition.Search;
        var all = trials.Select(t => (Trainer: search.TrainerOf(t.Point, iterations: null), Report: SearchReports.One(search, t))).ToList();
        if (yardsticks.Default is { } score)
        {
            all.Insert(0, (definition.Default, Yardstick(definition.Default, score)));
        }

        _ranked = [.. all.Where(c => double.IsFinite(c.Report.Value)).OrderBy(c => search.Sign * c.Report.Value).ThenBy(c => c.Report.Number)];
        _failed = [.. all.Where(c => !double.IsFinite(c.Report.Value))];
    }

    /// <summary>What was chosen.</summary>
    public IReadOnlyList<ChosenTrainer> Chosen => _ensemble is { IsWorthIt: true } ensemble
        ? [.. ensemble.Counts.Index().Where(c => c.Item > 0).OrderByDescending(c => c.Item).Select(c => One(_ranked[_candidates[c.Index]].Trainer, c.Item))]
        : [One(_ranked[0].Trainer, weight: null)];

    /// <summary>The same with the reason.</summary>
    public TrainerChoiceReport Choice => new(Chosen, Why());

    /// <summary>Looks for an ensemble.</summary>
    /// <param name="place">Where the trials were made.</param>
    /// <param name="progress">Told of it.</param>
    /// <param name="cancellation">Stops it.</param>
    public void Combine(ITrialPlace place, IStageProgress progress, CancellationToken cancellation)
    {
        if (_definition.WhySingle is null && _ranked.Count > 1)
        {
            progress.Report("looking for an ensemble of the best");
            _candidates = [.. _ranked.Index().GroupBy(c => c.Item.Trainer.Name).SelectMany(g => g.Take(CandidatesOfTrainer)).Select(c => c.Index).Order()];
            TrainerSpec[] trainers = [.. _candidates.Select(c => _ranked[c].Trainer)];
            Fetch(trainers, place, cancellation);
            _ensemble = new TrialEnsemble(_bench, MostMembers).Choose(trainers, cancellation);
        }
    }

    // What other machines have made is not made again; as many at once as there are trials at once.
    private void Fetch(TrainerSpec[] trainers, ITrialPlace place, CancellationToken cancellation)
    {
        foreach (var batch in trainers.Where(t => _bench.Kept(t) is null).Chunk(_definition.Search.Parallel))
        {
            var asked = batch.Select(t => Task.Factory.StartNew(() => (Trainer: t, Said: place.PredictionsOf(t, cancellation)), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default));
            foreach (var (trainer, said) in Task.WhenAll(asked).GetAwaiter().GetResult().Where(a => a.Said is not null))
            {
                _bench.Keep(trainer, said!);
            }
        }
    }

    /// <summary>Warns when nothing was learned.</summary>
    public void SayDoubts(IDiagnosticSink sink)
    {
        var search = _definition.Search;
        var best = search.Sign * _ranked[0].Report.Value;
        if (best >= _yardsticks.ConstantLoss)
        {
            sink.Report(AutomlDiagnostics.NoBetterThanConstant.At(
                search.Spec.Location,
                $"{search.Metric.Name} of the best trial is {Text(best)}, and {Text(_yardsticks.ConstantLoss)} of a model that says the same of every row: nothing of the label was learned from the features. Look at the features and at the rows before more is tried."));
        }
    }

    /// <summary>The report.</summary>
    /// <param name="spec">What the project says.</param>
    /// <param name="reference">What was chosen on the reference rows.</param>
    public LeaderboardReport Report(ModelSpec spec, ReferenceValue? reference)
    {
        var search = _definition.Search;
        return new LeaderboardReport
        {
            Model = spec.Name,
            Metric = search.Metric.Name,
            HigherIsBetter = search.Metric.HigherIsBetter,
            MeasuredOn = SearchReports.MeasuredOn(_bench),
            Asked = search.Trials,
            Seed = search.Seed,
            End = _end,
            Space = SearchReports.SpaceOf(search),
            Constant = _yardsticks.Constant is { } constant ? Yardstick(_yardsticks.ConstantTrainer, constant) : null,
            Rows = [.. _ranked.Select((c, i) => new LeaderboardRow(c.Report, WeightOf(i))), .. _failed.Select(c => new LeaderboardRow(c.Report, 0))],
            Ensemble = _ensemble is not { } e ? null : new EnsembleOffer(
                e.Score.Interval.Value, e.Score.Interval.Low, e.Score.Interval.High, e.Counts.Count(c => c > 0), e.SingleLoss, e.EnsembleLoss, e.Gain, e.StandardError, e.IsWorthIt),
            WhySingle = _definition.WhySingle,
            Chosen = Chosen,
            Reference = reference,
            Conclusion = Conclusion(reference),
            Importance = PedAnova.Of(search.Space, _trials),
        };
    }

    private int WeightOf(int rank) => Array.IndexOf(_candidates, rank) is >= 0 and var at ? _ensemble!.Counts[at] : 0;

    private string Conclusion(ReferenceValue? reference)
    {
        var metric = _definition.Search.Metric.Name;
        var ensemble = _ensemble is not { } e ? _definition.WhySingle is { } why ? $" No ensemble was looked for, since {why}." : string.Empty
            : e.IsWorthIt ? FormattableString.Invariant($" The ensemble is taken: on rows that had no part in choosing it its loss is {e.Gain:G3} lower than that of the best single trainer (standard error {e.StandardError:G2}).")
            : FormattableString.Invariant($" No ensemble is taken: on rows that had no part in choosing it its loss is {Math.Abs(e.Gain):G3} {(e.Gain < 0 ? "higher" : "lower")} than that of the best single trainer{(e.Gain < 0 ? string.Empty : FormattableString.Invariant($", which is no more than the standard error of {e.StandardError:G2}"))}.");
        var honest = reference is { } r ? FormattableString.Invariant($" On {r.Rows:N0} reference rows, which had no part in any of this: {metric} {r.Value:G5} ({r.Low:G5} to {r.High:G5}).") : string.Empty;
        return $"{Why()}.{ensemble} What was chosen looks better than it is, since these rows chose it.{honest}";
    }

    private string Why()
    {
        var (metric, best) = (_definition.Search.Metric.Name, _ranked[0].Report);
        var tried = DiagnosticText.Count(_trials.Count, "trial");
        var what = best.Number == 0 ? "the trainer of a project that names none" : $"number {best.Number}, {best.Parameters[SearchDefinition.Trainer]}";
        var alone = $"of {tried} and the default the best is {what}: {metric} {Text(_definition.Search.Sign * best.Value)}";
        var ended = _end switch
        {
            SearchEnd.OutOfTime => ", when the time was over",
            SearchEnd.TooManyFailures => ", when ten had failed one after the other",
            SearchEnd.SpaceExhausted => ", all that the space has",
            _ => string.Empty,
        };
        return _ensemble is { IsWorthIt: true } e
            ? $"An ensemble of {e.Counts.Count(c => c > 0)} has {metric} {e.Score.Interval.Value.ToString("G5", CultureInfo.InvariantCulture)}; {alone}{ended}"
            : $"{char.ToUpperInvariant(alone[0])}{alone[1..]}{ended}";
    }

    private static TrialReport Yardstick(TrainerSpec trainer, TrialScore score) => new(
        0, TrialState.Complete, SearchReports.Words(trainer.Name, trainer.Parameters), score.Interval.Value, score.Interval.Low, score.Interval.High, score.Values)
    {
        Iterations = score.Iterations > 0 ? score.Iterations : null,
    };

    private string Text(double loss) => (_definition.Search.Sign * loss).ToString("G5", CultureInfo.InvariantCulture);

    private static ChosenTrainer One(TrainerSpec trainer, int? weight) =>
        new(trainer.Name, new SortedDictionary<string, string>(trainer.Parameters.ToDictionary(), StringComparer.Ordinal)) { Weight = weight };
}
