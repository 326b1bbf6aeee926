using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Statistics;
using Ingot.Core.Tables;
using Ingot.Onnx;
using Ingot.Onnx.Features;
using Ingot.Training.LightGbm;
using Ingot.Training.MLNet;

namespace Ingot.Training;

/// <summary>
/// Learns boosted trees from a table in memory, for what is measured and not for what ships: there is no project, no schema, no file and no parity check.
/// Features, learners and the ONNX graph that scores are those of <see cref="ModelTrainer"/>, so missing values and unseen categories are as in training. Where
/// the learner cannot take missing values it is told which were missing. The same table, settings and seed give the same model for any number of threads.
/// </summary>
public sealed class TableLearner
{
    private const int HeldOut = 5;
    private const string Negative = "0";
    private const string Positive = "1";

    private readonly TrainerSpec _trainer;
    private readonly ILearner _learner;
    private readonly int _threads;

    /// <summary>Chooses the learner: LightGBM, or FastTree where LightGBM's native library cannot be used.</summary>
    /// <param name="threads">Threads; 0: one per processor. Nothing that is learned depends on it.</param>
    /// <param name="library">As <see cref="TrainerSpec.LightGbmLibrary"/>.</param>
    public TableLearner(int threads = 0, string? library = null)
    {
        WithoutLightGbm = LightGbmLibrary.Fault(library);
        _learner = WithoutLightGbm is null ? new LightGbmLearner() : new FastTreeLearner();
        _trainer = new TrainerSpec(_learner.Name, new Dictionary<string, string>(), default) { LightGbmLibrary = library };
        _threads = threads > 0 ? threads : Environment.ProcessorCount;
    }

    /// <summary>Which learner it is: <c>LightGbm</c> or <c>FastTree</c>. What is learned depends on it, so it belongs into a report.</summary>
    public string Name => _learner.Name;

    /// <summary>Why it is not LightGBM; null when it is.</summary>
    public string? WithoutLightGbm { get; }

    /// <summary>Learns the mean of a number, given the features, by squared error.</summary>
    /// <param name="features">The columns to learn from, one row each; infinite numbers are taken as the greatest that there are.</param>
    /// <param name="targets">The number of each row; finite.</param>
    /// <param name="weights">How much each row counts, finite and 0 or more; null: all alike.</param>
    /// <param name="settings">How the trees grow.</param>
    /// <param name="seed">Of what is drawn.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>A model whose scores are expected numbers. Where all numbers are the same, or only one row counts, it says the same of every row.</returns>
    /// <exception cref="ArgumentException">There is no row or no column, arrays of another length, or a target or weight that is none.</exception>
    public TableModel Regress(
        Table features, double[] targets, double[]? weights, TreeSettings settings, int seed, CancellationToken cancellation = default)
    {
        Check(features, targets.Length, weights);
        if (!Array.TrueForAll(targets, double.IsFinite))
        {
            throw new ArgumentException("Every target is a finite number.", nameof(targets));
        }

        // Learners take float32, and add up squares: in units of the mean amount nothing overflows, and nothing is taken for zero.
        var unit = targets.Sum(t => Math.Abs(t) / targets.Length);
        return unit == 0 || Array.TrueForAll(targets, t => t == targets[0])
            ? TableModel.Constant(targets[0])
            : Learn(ModelTask.Regression, features, Array.ConvertAll(targets, t => (float)(t / unit)), weights, settings, seed, unit, cancellation);
    }

    /// <summary>Learns the probability that a row is positive, given the features.</summary>
    /// <param name="features">As of <see cref="Regress"/>.</param>
    /// <param name="positive">Whether each row is.</param>
    /// <param name="weights">As of <see cref="Regress"/>.</param>
    /// <param name="settings">As of <see cref="Regress"/>.</param>
    /// <param name="seed">As of <see cref="Regress"/>.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>A model whose scores are probabilities. Where all rows are alike in it, it says so of every row.</returns>
    /// <exception cref="ArgumentException">As of <see cref="Regress"/>.</exception>
    public TableModel Classify(
        Table features, bool[] positive, double[]? weights, TreeSettings settings, int seed, CancellationToken cancellation = default)
    {
        Check(features, positive.Length, weights);
        return Array.TrueForAll(positive, p => p == positive[0])
            ? TableModel.Constant(positive[0] ? 1 : 0)
            : Learn(ModelTask.BinaryClassification, features, Array.ConvertAll(positive, p => p ? 1f : 0f), weights, settings, seed, 1, cancellation);
    }

    private TableModel Learn(
        ModelTask task, Table features, float[] labels, double[]? weights, TreeSettings settings, int seed, double unit, CancellationToken cancellation)
    {
        var inputs = TableInputs.Of(features, _learner.Style != FeatureStyle.NativeTrees);
        var schema = new ModelSchema { Task = task, PositiveClass = Positive, Columns = [.. inputs.Schema, Label(task)] };
        var table = inputs.Table(features);
        var held = settings.EarlyStopping > 0 && labels.Length > 1 ? RowSample.Of(labels.Length, Math.Max(1, labels.Length / HeldOut), seed) : [];
        var isHeld = new bool[labels.Length];
        Array.ForEach(held, row => isHeld[row] = true);
        var rows = Enumerable.Range(0, labels.Length).Where(row => !isHeld[row]).ToArray();

        var trainer = _trainer with { Parameters = Parameters(settings) };
        var plan = FeaturePlan.Fit(table, schema, [], _learner.Style, rows, _threads);
        LabelledRows Rows(int[] of) => new(
            new FeatureRows(plan, table, of, _threads, default), Array.ConvertAll(of, r => labels[r]), weights is null ? null : Array.ConvertAll(of, r => (float)weights[r]));
        var result = _learner.Train(
            new LearnerInput
            {
                Trainer = trainer,
                Values = TrainerValues.Read(trainer, _learner.Parameters, rows.Length),
                Task = task,
                Classes = schema.Classes.Count,
                Training = Rows(rows),
                // Learners want some; where nothing is decided by them a row that was learned from will do.
                Validation = Rows(held.Length > 0 ? held : rows[..1]),
                Seed = seed,
                Threads = _threads,
            },
            NoProgress.Instance,
            cancellation);
        return TableModel.Of(
            inputs, schema, OnnxModelWriter.ToBytes(schema, plan, result.Model, threshold: 0.5, nameof(TableModel)), inputs.Gains(plan, result.Model), unit, _threads);
    }

    private static SchemaColumn Label(ModelTask task) => new()
    {
        Name = TableInputs.Label,
        Role = ColumnRole.Label,
        Type = task == ModelTask.Regression ? ColumnType.Number : ColumnType.String,
        Domain = task == ModelTask.Regression ? null : [Negative, Positive],
    };

    private static Dictionary<string, string> Parameters(TreeSettings settings)
    {
        var parameters = new Dictionary<string, string>
        {
            ["Iterations"] = Text(settings.Iterations),
            ["Leaves"] = Text(settings.Leaves),
            ["LearningRate"] = Text(settings.LearningRate),
            [TrainerParameter.EarlyStopping] = Text(settings.EarlyStopping),
        };
        if (settings.MinDataInLeaf is { } least)
        {
            parameters["MinDataInLeaf"] = Text(least);
        }

        return parameters;
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static void Check(Table features, int rows, double[]? weights)
    {
        if (features.Rows == 0 || features.Columns.Count == 0)
        {
            throw new ArgumentException($"There is nothing to learn from: {features.Rows:N0} rows of {features.Columns.Count:N0} columns.", nameof(features));
        }

        if (rows != features.Rows || (weights is not null && weights.Length != rows))
        {
            throw new ArgumentException($"{features.Rows:N0} rows need as many targets and weights; there are {rows:N0} and {weights?.Length ?? rows:N0}.", nameof(features));
        }

        if (weights is not null && (!Array.TrueForAll(weights, w => double.IsFinite(w) && w >= 0) || !Array.Exists(weights, w => w > 0)))
        {
            throw new ArgumentException("Every weight is finite and 0 or more, and one is more.", nameof(weights));
        }
    }

    /// <summary>Nobody waits for so small a model.</summary>
    private sealed class NoProgress : IStageProgress
    {
        public static NoProgress Instance { get; } = new();

        public void Report(string message, double? fraction = null)
        {
        }
    }
}
