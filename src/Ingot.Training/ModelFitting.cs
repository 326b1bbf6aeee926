using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;
using Ingot.Training.Answers;
using Ingot.Training.Continued;
using Ingot.Training.Linear;

namespace Ingot.Training;

/// <summary>Fits features and learner on some rows of the training data: once for a model, and again for each further set of rows.</summary>
/// <param name="spec">What the project says.</param>
/// <param name="schema">The model's.</param>
/// <param name="data">The training data.</param>
/// <param name="learner">Learns.</param>
/// <param name="threads">How many threads may be used; the result does not depend on it.</param>
/// <param name="start">The release that is continued from, and what it says of each row; null: there is none.</param>
internal sealed class ModelFitting(ModelSpec spec, ModelSchema schema, Table data, ILearner learner, int threads, StartScores? start = null)
{
    private readonly QueryRows? _queries = QueryRows.Of(schema, data);
    private readonly float[]? _weights = TrainingLabels.Weights(spec.Trainer, schema, data, TrainingLabels.Of(schema, data));

    /// <summary>The label of each row of the training data; 0 where nothing is learned from labels.</summary>
    public float[] Labels { get; } = TrainingLabels.Of(schema, data);

    /// <summary>Fits. Nothing of the validation rows gets into the features, and into the model only what a learner that stops early sees of them.</summary>
    /// <param name="training">The rows that are learned from.</param>
    /// <param name="validation">The rows that are scored, and go by which a learner may stop.</param>
    /// <param name="rounds">As <see cref="LearnerInput.Rounds"/>.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="IngotException">INGOT2xxx.</exception>
    public FittedModel Fit(int[] training, int[] validation, IReadOnlyList<int>? rounds, IStageProgress progress, CancellationToken cancellation) =>
        Learn(Prepare(training, validation), rounds, progress, cancellation);

    /// <summary>Fits the features, which depend on the learner by its style and by the weights of classes only.</summary>
    /// <param name="training">As of <see cref="Fit"/>.</param>
    /// <param name="validation">As of <see cref="Fit"/>.</param>
    public PreparedRows Prepare(int[] training, int[] validation)
    {
        (training, validation) = (_queries?.Together(training) ?? training, _queries?.Together(validation) ?? validation);
        var plan = FeaturePlan.Fit(data, schema, TrainerFeatures.Of(spec.Columns, spec.Trainer, schema), learner.Style, training, threads, spec.Features, schema.LabelIfAny is null ? null : new FitLabels(Labels, schema.Classes.Count, schema.Classes, _weights, spec.Seed));
        LabelledRows Rows(int[] rows, bool outOfFold) => new(
            new FeatureRows(plan, data, rows, threads, spec.Trainer.Location, outOfFold), Pick(Labels, rows), _weights is null ? null : Pick(_weights, rows))
        {
            Queries = _queries?.Sizes(rows),
            Start = start?.Of(rows),
        };
        return new PreparedRows(plan, Rows(training, outOfFold: true), Rows(validation, outOfFold: false), validation);
    }

    /// <summary>Learns from features.</summary>
    /// <param name="rows">What <see cref="Prepare"/> made, for a learner of the same style and the same weights.</param>
    /// <param name="rounds">As of <see cref="Fit"/>.</param>
    /// <param name="progress">As of <see cref="Fit"/>.</param>
    /// <param name="cancellation">As of <see cref="Fit"/>.</param>
    public FittedModel Learn(PreparedRows rows, IReadOnlyList<int>? rounds, IStageProgress progress, CancellationToken cancellation)
    {
        var input = new LearnerInput
        {
            Trainer = spec.Trainer,
            Values = TrainerValues.Read(spec.Trainer, learner.Parameters, rows.Training.Labels.Length),
            Task = schema.Task,
            Classes = schema.Classes.Count,
            Training = rows.Training,
            Validation = rows.Validation,
            Rounds = rounds,
            Seed = spec.Seed,
            Threads = threads,
        };
        cancellation.ThrowIfCancellationRequested();
        if (_queries is not null)
        {
            QueryRows.Require(spec.Trainer, input);
        }

        var result = learner.Train(input, progress, cancellation);
        if (result.Model is LinearModel { CanExplain: true } linear)
        {
            result = result with { Model = linear with { Means = FeatureMeans.Of(rows.Training.Features) } };
        }

        return new FittedModel(rows.Features, input, result, rows.Places);
    }

    /// <summary>Whether the learner chooses its number of iterations by the validation rows.</summary>
    /// <param name="rows">How many rows it learns from.</param>
    public bool StopsEarly(int rows) => learner.StopsEarly(spec.Trainer, rows);

    /// <summary>Of a ranking the query of each of some rows; else empty.</summary>
    public int[] QueriesOf(int[] rows) => _queries?.Of(rows) ?? [];

    /// <summary>The bytes of the ONNX file of a model.</summary>
    /// <param name="fitted">The model.</param>
    /// <param name="answer">What is made of its scores; null: what its link makes of them.</param>
    public byte[] ToOnnx(FittedModel fitted, ModelAnswer? answer = null) =>
        OnnxModelWriter.ToBytes(schema, fitted.Features, fitted.Result.Model, answer ?? AnswerFit.Plain(spec), spec.Name, start?.Released);

    private static float[] Pick(float[] values, int[] rows) => Array.ConvertAll(rows, r => values[r]);
}
