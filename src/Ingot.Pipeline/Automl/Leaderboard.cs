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
    private OfferedEnsemble? _ensemble;
    private string? _whySingle;
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

        _ranked = [.. all.Where(c => double.IsFinite(c.Report.Value)).OrderBy(c => c.Report.Worth(search.Metric.HigherIsBetter)).ThenBy(c => c.Report.Number)];
        _whySingle = definition.WhySingle;
        _failed = [.. all.Where(c => !double.IsFinite(c.Report.Value))];
    }

    /// <summary>What was chosen.</summary>
    public IReadOnlyList<ChosenTrainer> Chosen => _ensemble is { IsTaken: true } ensemble
        ? [.. ensemble.Choice.Counts.Index().Where(c => c.Item > 0).OrderByDescending(c => c.Item).Select(c => One(_ranked[_candidates[c.Index]].Trainer, c.Item))]
        : [One(_ranked[0].Trainer, weight: null)];

    /// <summary>The same with the reason.</summary>
    public TrainerChoiceReport Choice => new(Chosen, Why());

    /// <summary>Looks for an ensemble.</summary>
    /// <param name="place">Where the trials were made.</param>
    /// <param name="progress">Told of it.</param>
    /// <param name="cancellation">Stops it.</param>
    public void Combine(ITrialPlace place, IStageProgress progress, CancellationToken cancellation)
    {
        if (_whySingle is not null || _ranked.Count < 2)
        {
            return;
        }

        // An ensemble is at least as large as each of its members; of what rows tell, it mostly is as its members are.
        var keeping = _ranked.Index().Where(c => Keeps(c.Item.Report)).ToList();
        if (keeping.Count < 2)
        {
            _whySingle = $"{(keeping.Count == 0 ? "nothing" : "only one")} of what was tried keeps {_definition.Search.Asked}";
            return;
        }

        progress.Report("looking for an ensemble of the best");
        _candidates = [.. keeping.GroupBy(c => c.Item.Trainer.Name).SelectMany(g => g.Take(CandidatesOfTrainer)).Select(c => c.Index).Order()];
        TrainerSpec[] trainers = [.. _candidates.Select(c => _ranked[c].Trainer)];
        Fetch(trainers, place, cancellation);

        // Of fewer members it is smaller.
        for (var most = MostMembers; most > 1 && _ensemble is null or { IsKept: false, Choice.Members: > 2 }; most = _ensemble.Choice.Members - 1)
        {
            _ensemble = new OfferedEnsemble(_definition.Search, new TrialEnsemble(_bench, most).Choose(trainers, cancellation), [.. _candidates.Select(c => _ranked[c].Report)]);
        }
    }

    private bool Keeps(TrialReport report) => report.Worth(_definition.Search.Metric.HigherIsBetter).IsFeasible;

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

    /// <summary>Warns when nothing was learned, and when nothing keeps what is asked.</summary>
    public void SayDoubts(IDiagnosticSink sink)
    {
        var search = _definition.Search;
        if (!Keeps(_ranked[0].Report))
        {
            sink.Report(SearchDiagnostics.NoneKeepsConstraints.At(
                search.Spec.Location,
                $"None of {DiagnosticText.Count(_trials.Count, "trial")}, and not the default, keeps {search.Asked}; the nearest, {What(_ranked[0].Report)}, breaks {search.Broken(_ranked[0].Report.Measures!)}. A build takes it all the same, and no line of the project is written for it. Loosen what is asked (Constraints), or let more be tried (Trials)."));
        }

        var best = _ranked.Min(c => search.Sign * c.Report.Value);
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
            Constraints = search.Constraints.Count > 0 ? [.. search.Constraints.Select(c => c.Written)] : null,
            Constant = _yardsticks.Constant is { } constant ? Yardstick(_yardsticks.ConstantTrainer, constant) : null,
            Rows = [.. _ranked.Select((c, i) => new LeaderboardRow(c.Report, WeightOf(i))), .. _failed.Select(c => new LeaderboardRow(c.Report, 0))],
            Ensemble = _ensemble?.Report,
            WhySingle = _whySingle,
            Chosen = Chosen,
            Reference = reference,
            Conclusion = Conclusion(reference),
            Importance = PedAnova.Of(search.Space, _trials),
        };
    }

    private int WeightOf(int rank) => Array.IndexOf(_candidates, rank) is >= 0 and var at ? _ensemble!.Choice.Counts[at] : 0;

    private string Conclusion(ReferenceValue? reference)
    {
        var metric = _definition.Search.Metric.Name;
        var honest = reference is { } r ? FormattableString.Invariant($" On {r.Rows:N0} reference rows, which had no part in any of this: {metric} {r.Value:G5} ({r.Low:G5} to {r.High:G5}).") : string.Empty;
        return $"{Why()}.{EnsembleText()} What was chosen looks better than it is, since these rows chose it.{honest}";
    }

    private string EnsembleText()
    {
        if (_ensemble is not { Choice: var e } offered)
        {
            return _whySingle is { } why ? $" No ensemble was looked for, since {why}." : string.Empty;
        }

        return !offered.IsKept ? $" No ensemble is taken: the smallest that was found, of {e.Members}, breaks {offered.Broken}."
            : e.IsWorthIt ? FormattableString.Invariant($" The ensemble is taken: on rows that had no part in choosing it its loss is {e.Gain:G3} lower than that of the best single trainer (standard error {e.StandardError:G2}).")
            : FormattableString.Invariant($" No ensemble is taken: on rows that had no part in choosing it its loss is {Math.Abs(e.Gain):G3} {(e.Gain < 0 ? "higher" : "lower")} than that of the best single trainer{(e.Gain < 0 ? string.Empty : FormattableString.Invariant($", which is no more than the standard error of {e.StandardError:G2}"))}.");
    }

    private string Why()
    {
        var (metric, best) = (_definition.Search.Metric.Name, _ranked[0].Report);
        var tried = DiagnosticText.Count(_trials.Count, "trial");
        var asked = _definition.Search.Asked;
        var which = asked.Length == 0 ? "the best is" : Keeps(best) ? $"the best that keeps {asked} is" : $"none keeps {asked}, and the nearest is";
        var broken = Keeps(best) ? string.Empty : $", which breaks {_definition.Search.Broken(best.Measures!)}";
        var alone = $"of {tried} and the default {which} {What(best)}: {metric} {Text(_definition.Search.Sign * best.Value)}{broken}";
        var ended = _end switch
        {
            SearchEnd.OutOfTime => ", when the time was over",
            SearchEnd.TooManyFailures => ", when ten had failed one after the other",
            SearchEnd.SpaceExhausted => ", all that the space has",
            _ => string.Empty,
        };
        return _ensemble is { IsTaken: true, Choice: var e }
            ? $"An ensemble of {e.Members} has {metric} {e.Score.Interval.Value.ToString("G5", CultureInfo.InvariantCulture)}; {alone}{ended}"
            : $"{char.ToUpperInvariant(alone[0])}{alone[1..]}{ended}";
    }

    private static string What(TrialReport trial) => trial.Number == 0 ? "the trainer of a project that names none" : $"number {trial.Number}, {trial.Parameters[SearchDefinition.Trainer]}";

    private TrialReport Yardstick(TrainerSpec trainer, TrialScore score) => new(
        0, TrialState.Complete, SearchReports.Words(trainer.Name, trainer.Parameters), score.Interval.Value, score.Interval.Low, score.Interval.High, score.Values)
    {
        Iterations = score.Iterations > 0 ? score.Iterations : null,
        Measures = SearchReports.MeasuresOf(score.Measures),
        Violation = _definition.Search.Violation(score),
    };

    private string Text(double loss) => (_definition.Search.Sign * loss).ToString("G5", CultureInfo.InvariantCulture);

    private static ChosenTrainer One(TrainerSpec trainer, int? weight) =>
        new(trainer.Name, new SortedDictionary<string, string>(trainer.Parameters.ToDictionary(), StringComparer.Ordinal)) { Weight = weight };
}
