using Ingot.Core.Behaviour;
using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Statistics;
using Ingot.Core.Tables;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;
using Ingot.Scoring.Explanations;
using Ingot.Training.Splits;

namespace Ingot.Training.Trials;

/// <summary>
/// Measures many trainers on the same rows: on the validation rows of the project, or by its folds, and never on the reference rows. Features are fitted and computed
/// once for all trainers that want the same of them. It makes no ONNX file: a learner's own scores are those of its ONNX model, which the parity check of a training proves.
/// </summary>
public sealed class TrialBench
{
    private readonly ModelSpec _spec;
    private readonly ModelSchema _schema;
    private readonly ModelSchema _learned;
    private readonly Table _training;
    private readonly float[] _labels;
    private readonly int _threads;
    private readonly string _metric;
    private readonly RowDivision _division;
    private readonly IReadOnlyList<RowSplit> _parts;
    private readonly KeptPredictions _kept = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<(FeatureStyle Style, string? ClassWeights, string Features, int Part, bool IsInner), PreparedRows> _prepared = [];

    /// <summary>A bench.</summary>
    /// <param name="spec">What the project says: columns, validation rows or folds, seed.</param>
    /// <param name="schema">The model's.</param>
    /// <param name="training">The training rows.</param>
    /// <param name="threads">How many threads may be used; the result does not depend on it.</param>
    /// <param name="metric">The name of a metric of the task that is of rows.</param>
    /// <exception cref="IngotException">INGOT2005, INGOT2045, INGOT1046: the rows cannot be divided so.</exception>
    public TrialBench(ModelSpec spec, ModelSchema schema, Table training, int threads, string metric)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(training);
        (_spec, _schema, _training, _threads, _metric) = (spec, schema, training, threads, metric);
        _learned = schema.Task == ModelTask.AnomalyDetection ? schema.WithoutLabel : schema;
        _labels = TrainingLabels.Of(schema, training);
        _division = RowDivision.Of(spec, _learned, training, TrainingLabels.Of(_learned, training));
        _parts = spec.Folds > 0 ? _division.Folds(spec.Folds) : [_division.HoldOut([.. Enumerable.Range(0, training.Rows)])];
    }

    /// <summary>How many parts a trainer is measured on: the folds, or 1.</summary>
    public int Parts => _parts.Count;

    /// <summary>How many rows are measured on, in all parts together.</summary>
    public int MeasuredRows => _parts.Sum(p => p.HeldOut.Length);

    /// <summary>How many times features were fitted and computed.</summary>
    public int Featurisations => _prepared.Count;

    /// <summary>The learners that can learn the task, by the names of their items.</summary>
    /// <param name="task">The task.</param>
    public static IReadOnlyList<ILearner> LearnersOf(ModelTask task) => [.. LearnerCatalog.All.Where(l => l.Tasks.Contains(task))];

    /// <summary>The learner of a trainer, one of the project's own too.</summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="task">The task.</param>
    /// <exception cref="IngotException">INGOT2001: there is none, it cannot learn the task, or it has no such parameter.</exception>
    public static ILearner LearnerOf(TrainerSpec trainer, ModelTask task) => LearnerCatalog.Choose(trainer, task);

    /// <summary>The names of all metadata that a trainer understands.</summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="task">The task.</param>
    /// <exception cref="IngotException">INGOT2001: as <see cref="LearnerOf"/>.</exception>
    public static IReadOnlyList<string> ParametersOf(TrainerSpec trainer, ModelTask task) => LearnerCatalog.Known(trainer, LearnerCatalog.Choose(trainer, task), task);

    /// <summary>Whether <see cref="PredictionsOf"/> need not train again what was measured, as long as all together take no more than a quarter of a gigabyte. Default false.</summary>
    public bool KeepsPredictions { get; init; }

    /// <summary>What is measured besides the metric: other metrics of rows, and <see cref="ModelMeasures"/>. Default empty.</summary>
    public IReadOnlyList<string> Measures { get; init; } = [];

    /// <summary>The measured rows of each part.</summary>
    internal IReadOnlyList<int[]> HeldOut => [.. _parts.Select(p => p.HeldOut)];

    /// <summary>The label of each training row, as learners have it.</summary>
    internal float[] Labels => _labels;

    /// <summary>The columns.</summary>
    internal ModelSchema Schema => _schema;

    /// <summary>The weight of each training row; null: all weigh the same.</summary>
    internal double[]? Weights => _schema.Weight is { } weight ? ((NumberColumn)_training[weight.Name]).Values : null;

    /// <summary>Of every random choice.</summary>
    internal int Seed => _spec.Seed;

    /// <summary>Trains, on each part, and measures.</summary>
    /// <param name="trainer">The trainer and its parameters.</param>
    /// <param name="cancellation">Stops it; asked by learners once an iteration.</param>
    /// <exception cref="IngotException">INGOT2xxx: the trainer refuses its parameters or the data, or gave no finite numbers.</exception>
    public TrialScore Measure(TrainerSpec trainer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        trainer = trainer with { Assemblies = _spec.TrainerAssemblies };
        var learner = LearnerCatalog.Choose(trainer, _schema.Task);
        var fitting = new ModelFitting(_spec with { Trainer = trainer }, _learned, _training, learner, _threads);
        var (results, predicted) = (new List<IReadOnlyList<MetricResult>>(), new List<float[]>());
        var sizes = Measures.Where(ModelMeasures.Has).ToDictionary(m => m, _ => 0.0, StringComparer.Ordinal);
        var (iterations, isFinal) = (new List<int>(), true);
        for (var part = 0; part < _parts.Count; part++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (fitted, stopped) = Fit(fitting, learner, trainer, part, cancellation);
            var predictions = fitted.Result.Model.Predict(fitted.Result.ValidationScores);
            FinitePredictions.Require(trainer, learner, fitted.Input, fitted.Result, predictions);
            RequireReasons(trainer, fitting, fitted);
            predicted.Add(Array.ConvertAll(predictions, p => (float)p));
            results.Add(Evaluate(fitted.Validation, predicted[part], fitting.QueriesOf(fitted.Validation), fitted.Result.Anomalies?.Threshold));
            iterations.Add(fitted.Result.Iterations);
            isFinal &= stopped;
            foreach (var name in sizes.Keys.ToList())
            {
                sizes[name] = Math.Max(sizes[name], ModelMeasures.Of(name, fitting, fitted));
            }
        }

        if (KeepsPredictions)
        {
            _kept.Add(trainer, predicted);
        }

        return Score(results, sizes) with
        {
            Iterations = (int)Math.Round(iterations.Average(), MidpointRounding.AwayFromZero),
            IsFinal = isFinal,
        };
    }

    /// <summary>What a trainer that was measured says of the measured rows, part by part; null: it is not kept.</summary>
    /// <param name="trainer">The trainer.</param>
    public IReadOnlyList<float[]>? Kept(TrainerSpec trainer) => _kept.Find(trainer);

    /// <summary>Keeps what a trainer says of the measured rows that was measured elsewhere, by a bench of the same rows.</summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="predicted">As of <see cref="Kept"/>.</param>
    public void Keep(TrainerSpec trainer, IReadOnlyList<float[]> predicted) => _kept.Add(trainer, predicted);

    /// <summary>What a trainer's models say of the measured rows, part by part, in the order of <see cref="HeldOut"/>. Not of a ranking, whose rows are put together by query.</summary>
    /// <param name="trainer">As of <see cref="Measure"/>.</param>
    /// <param name="cancellation">As there.</param>
    /// <exception cref="IngotException">As there.</exception>
    internal IReadOnlyList<float[]> PredictionsOf(TrainerSpec trainer, CancellationToken cancellation)
    {
        if (_kept.Find(trainer) is { } kept)
        {
            return kept;
        }

        _ = Measure(trainer, cancellation);
        return _kept.Find(trainer) ?? throw new InvalidOperationException($"Predictions are not kept ({nameof(KeepsPredictions)}).");
    }

    /// <summary>Measures predictions of the measured rows; of <see cref="Measures"/> those that are of rows.</summary>
    /// <param name="predicted">Part by part.</param>
    internal TrialScore Score(IReadOnlyList<float[]> predicted) => Score([.. _parts.Select((p, i) => Evaluate(p.HeldOut, predicted[i], [], threshold: null))], sizes: []);

    private static MetricResult Named(IReadOnlyList<MetricResult> results, string name) => results.First(r => r.Name == name);

    private TrialScore Score(List<IReadOnlyList<MetricResult>> results, Dictionary<string, double> sizes)
    {
        var found = results.ConvertAll(r => Named(r, _metric));
        List<double> values = [.. found.Select(r => r.Value)];
        var interval = values.Count > 1
            ? Interval.OfFolds(values, _parts.Average(p => p.HeldOut.Length / (double)p.Training.Length))
            : new Interval(values[0], found[0].StandardError, found[0].Low, found[0].High);
        var measures = Measures.Where(m => !ModelMeasures.Has(m)).ToDictionary(m => m, m => results.Average(r => Named(r, m).Value), StringComparer.Ordinal);
        return new TrialScore(values, interval, Iterations: 0, IsFinal: true) { Measures = new SortedDictionary<string, double>(measures.Concat(sizes).ToDictionary(), StringComparer.Ordinal) };
    }

    // A build would refuse the model; what says the same of every row is only measured beside others.
    private void RequireReasons(TrainerSpec trainer, ModelFitting fitting, FittedModel fitted)
    {
        if (_spec.Reasons > 0 && trainer.Name != SimplerModelTest.Constant && fitted.Result.Model is LinearModel && ExactExplanation.Of(fitting.ToOnnx(fitted)) is null)
        {
            throw new IngotException(TrainDiagnostics.NoReasons.At(
                _spec.LocationOf("ModelReasons"),
                $"ModelReasons is {_spec.Reasons}, and no exact reasons can be had of this model of {trainer.Name}: they are found by up to {LinearFacts.MostWeights:N0} weights, not all 0. Let it see less (fewer words of texts, Categories=\"Target\"), take another trainer, or remove ModelReasons."));
        }
    }

    private IReadOnlyList<MetricResult> Evaluate(int[] rows, float[] predictions, int[] queries, double? threshold)
    {
        var set = HeldOutPredictions.Of(_schema, _training, _labels, rows, predictions) with { Threshold = threshold, Queries = queries };
        return MetricEvaluator.Evaluate(set, _spec.ClassificationThreshold, _spec.Seed, only: [_metric, .. Measures.Where(m => !ModelMeasures.Has(m))]);
    }

    private (FittedModel Fitted, bool Stopped) Fit(ModelFitting fitting, ILearner learner, TrainerSpec trainer, int part, CancellationToken cancellation)
    {
        var split = _parts[part];
        var stops = learner.StopsEarly(trainer, split.Training.Length);
        if (_parts.Count == 1 || !stops)
        {
            var fitted = fitting.Learn(Prepared(fitting, learner, trainer, part, isInner: false), rounds: null, Quiet.Instance, cancellation);
            return (fitted, stops && HasStopped(fitted));
        }

        // A fold decides nothing of its model: its rows to learn from are divided again, as by a cross-validation.
        var chosen = fitting.Learn(Prepared(fitting, learner, trainer, part, isInner: true), rounds: null, Quiet.Instance, cancellation);
        var final = fitting.Learn(Prepared(fitting, learner, trainer, part, isInner: false), chosen.Result.Rounds, Quiet.Instance, cancellation);
        return (final, HasStopped(chosen));
    }

    private static bool HasStopped(FittedModel fitted) =>
        fitted.Result.Rounds.Max() + fitted.Input.Values.Whole(TrainerParameter.EarlyStopping) <= fitted.Input.Values.Whole(TrainerParameter.Iterations);

    private PreparedRows Prepared(ModelFitting fitting, ILearner learner, TrainerSpec trainer, int part, bool isInner)
    {
        var key = (learner.Style, TrainerValues.Text(trainer, LearnerCatalog.ClassWeights)?.ToUpperInvariant(), TrainerFeatures.Key(trainer), part, isInner);
        lock (_gate)
        {
            if (!_prepared.TryGetValue(key, out var prepared))
            {
                var split = isInner ? _division.HoldOut(_parts[part].Training) : _parts[part];
                prepared = Remembered(fitting.Prepare(split.Training, split.HeldOut));
                _prepared[key] = prepared;
            }

            return prepared;
        }
    }

    private static PreparedRows Remembered(PreparedRows rows) => rows with
    {
        Training = rows.Training with { Features = new RememberedRows(rows.Training.Features) },
        Validation = rows.Validation with { Features = new RememberedRows(rows.Validation.Features) },
    };
}
