using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Statistics;
using Ingot.Core.Tables;
using Ingot.Onnx;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;
using Ingot.Training.LightGbm;

namespace Ingot.Training;

/// <summary>Trains a model: splits off validation rows, fits features, learns, writes ONNX, checks parity.</summary>
public static class ModelTrainer
{
    // Outputs are float32; raw scores are sums of many float32-rounded trees.
    private const double ParityTolerance = 1e-4;

    /// <summary>Trains and writes the ONNX file.</summary>
    /// <exception cref="IngotException">INGOT2xxx.</exception>
    public static TrainingReport Run(
        ModelSpec spec, ModelSchema schema, Table training, string onnxPath, int threads,
        IDiagnosticSink sink, IStageProgress progress, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var learner = Learner(spec.Trainer);
        var labels = Labels(schema, training[schema.Label.Name]);
        var weights = schema.Weight is { } w ? Array.ConvertAll(((NumberColumn)training[w.Name]).Values, v => (float)v) : null;
        weights = Balanced(spec.Trainer, schema, labels, weights);
        var (fit, validation) = Split(spec, schema, labels);

        progress.Report("fitting the features");
        var plan = FeaturePlan.Fit(training.Take(fit), schema, spec.Columns, learner.Style);
        var validationTable = training.Take(validation);
        var input = new LearnerInput
        {
            Trainer = spec.Trainer,
            Task = schema.Task,
            Classes = schema.Classes.Count,
            Training = plan.Transform(training.Take(fit)),
            TrainingLabels = Pick(labels, fit),
            TrainingWeights = weights is null ? null : Pick(weights, fit),
            Validation = plan.Transform(validationTable),
            ValidationLabels = Pick(labels, validation),
            ValidationWeights = weights is null ? null : Pick(weights, validation),
            Seed = spec.Seed,
            Threads = threads,
        };
        var result = learner.Train(input, progress, cancellation);
        OnnxModelWriter.Write(onnxPath, schema, plan, result.Model, spec.ClassificationThreshold, spec.Name);

        progress.Report("checking the ONNX model against the trainer");
        using var scorer = new OnnxScorer(onnxPath, threads);
        var difference = Difference(result, scorer.Score(validationTable, schema));
        if (!(difference <= ParityTolerance))
        {
            sink.Report(TrainDiagnostics.ParityBroken.At(
                spec.Trainer.Location,
                $"The ONNX model's scores differ from the trainer's own by up to {difference} on {validation.Length} validation rows; at most {ParityTolerance} is allowed. This is a defect of Ingot; please report it."));
        }

        return new TrainingReport(
            spec.Trainer.Name, result.Iterations, result.Metric, result.Value, difference,
            new SortedDictionary<string, string>(spec.Trainer.Parameters.ToDictionary(), StringComparer.Ordinal));
    }

    private static LightGbmLearner Learner(TrainerSpec trainer)
    {
        if (!string.Equals(trainer.Name, "LightGbm", StringComparison.OrdinalIgnoreCase))
        {
            throw new IngotException(TrainDiagnostics.InvalidTrainer.At(
                trainer.Location, $"There is no trainer '{trainer.Name}'; expected LightGbm."));
        }

        var learner = new LightGbmLearner();
        if (trainer.Parameters.Keys.FirstOrDefault(k => !learner.ParameterNames.Contains(k, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new IngotException(TrainDiagnostics.InvalidTrainer.At(
                trainer.Location, $"The trainer {trainer.Name} has no parameter '{unknown}'; expected one of {string.Join(", ", learner.ParameterNames)}."));
        }

        return learner;
    }

    private static float[] Labels(ModelSchema schema, TableColumn label)
    {
        if (label is NumberColumn numbers)
        {
            return Array.ConvertAll(numbers.Values, v => (float)v);
        }

        var strings = (StringColumn)label;
        var classes = schema.Classes.ToList();
        var byCode = Array.ConvertAll(strings.Dictionary, s => (float)classes.IndexOf(s));
        return Array.ConvertAll(strings.Codes, c => byCode[c]);
    }

    private static float[]? Balanced(TrainerSpec trainer, ModelSchema schema, float[] labels, float[]? weights)
    {
        var wish = trainer.Parameters.GetValueOrDefault("ClassWeights", "None");
        if (string.Equals(wish, "None", StringComparison.OrdinalIgnoreCase))
        {
            return weights;
        }

        if (!string.Equals(wish, "Balanced", StringComparison.OrdinalIgnoreCase) || schema.Classes.Count == 0)
        {
            throw new IngotException(TrainDiagnostics.InvalidTrainer.At(
                trainer.Location, $"ClassWeights=\"{wish}\" of the trainer {trainer.Name} cannot be used for {schema.Task}; expected None, or Balanced for classes."));
        }

        var counts = new double[schema.Classes.Count];
        Array.ForEach(labels, l => counts[(int)l]++);
        return [.. labels.Select((l, i) => (weights?[i] ?? 1) * (float)(labels.Length / (counts.Length * counts[(int)l])))];
    }

    /// <summary>A reproducible split; of every class its share (at least one row) is held out where it has two rows or more.</summary>
    private static (int[] Fit, int[] Validation) Split(ModelSpec spec, ModelSchema schema, float[] labels)
    {
        var random = new SplitMix64((ulong)spec.Seed);
        var keys = Array.ConvertAll(labels, _ => random.Next());
        var strata = Enumerable.Range(0, labels.Length).GroupBy(i => schema.Classes.Count > 0 ? labels[i] : 0);
        var heldOut = new HashSet<int>();
        foreach (var stratum in strata)
        {
            var rows = stratum.OrderBy(i => keys[i]).ToList();
            var count = rows.Count < 2 ? 0 : Math.Max(1, (int)Math.Round(rows.Count * spec.ValidationFraction));
            heldOut.UnionWith(rows.Take(count));
        }

        return ([.. Enumerable.Range(0, labels.Length).Where(i => !heldOut.Contains(i))], [.. heldOut.Order()]);
    }

    private static float[] Pick(float[] values, int[] rows) => Array.ConvertAll(rows, r => values[r]);

    private static double Difference(LearnerResult result, float[] scores)
    {
        var outputs = result.Model.Outputs;
        var own = Linked(result.Model, result.ValidationScores);
        var greatest = 0.0;
        for (var i = 0; i < scores.Length; i++)
        {
            var scale = result.Model.Link is OutputLink.Identity or OutputLink.Exponential ? Math.Max(1, Math.Abs(own[i])) : 1;
            greatest = Math.Max(greatest, Math.Abs(own[i] - scores[i]) / scale);
        }

        return own.Length == scores.Length && outputs > 0 ? greatest : double.NaN;
    }

    private static double[] Linked(LearnedModel model, double[] raw)
    {
        switch (model.Link)
        {
            case OutputLink.Sigmoid:
                return Array.ConvertAll(raw, r => 1 / (1 + Math.Exp(-((model.LinkSlope * r) + model.LinkOffset))));
            case OutputLink.Exponential:
                return Array.ConvertAll(raw, Math.Exp);
            case OutputLink.Softmax:
                var linked = new double[raw.Length];
                for (var start = 0; start < raw.Length; start += model.Outputs)
                {
                    var most = raw.AsSpan(start, model.Outputs).ToArray().Max();
                    var sum = 0.0;
                    for (var i = start; i < start + model.Outputs; i++)
                    {
                        sum += linked[i] = Math.Exp(raw[i] - most);
                    }

                    for (var i = start; i < start + model.Outputs; i++)
                    {
                        linked[i] /= sum;
                    }
                }

                return linked;
            default:
                return raw;
        }
    }
}
