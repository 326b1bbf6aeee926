using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx;
using Ingot.Onnx.Features;
using Ingot.Scoring;
using Ingot.Training.LightGbm;
using Ingot.Training.MLNet;

namespace Ingot.Training;

/// <summary>Trains a model: splits off validation rows, fits features, learns, checks the ONNX model's parity, writes it.</summary>
public static class ModelTrainer
{
    /// <summary>Trains, and writes the ONNX file as the last act.</summary>
    /// <exception cref="IngotException">INGOT2xxx.</exception>
    public static TrainingReport Run(
        ModelSpec spec, ModelSchema schema, Table training, string onnxPath, int threads,
        IDiagnosticSink sink, IStageProgress progress, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var learner = LearnerCatalog.Choose(spec.Trainer, schema.Task);
        SayChoice(spec, learner, sink, progress);
        RefuseMonotone(spec, schema, learner);
        var labels = TrainingLabels.Of(schema, training);
        RefuseInfinite(spec, schema, labels);
        var weights = TrainingLabels.Weights(spec.Trainer, schema, training, labels);
        var split = ValidationSplit.Of(spec, schema, labels);
        var values = TrainerValues.Read(spec.Trainer, learner.Parameters, split.Training.Length);

        PrecisionCheck.Run(spec, schema, training, sink);
        progress.Report("fitting the features");
        var plan = FeaturePlan.Fit(training, schema, spec.Columns, learner.Style, split.Training, threads);
        LabelledRows Rows(int[] rows) => new(
            new FeatureRows(plan, training, rows, threads, spec.Trainer.Location), Pick(labels, rows), weights is null ? null : Pick(weights, rows));
        var input = new LearnerInput
        {
            Trainer = spec.Trainer,
            Values = values,
            Task = schema.Task,
            Classes = schema.Classes.Count,
            Training = Rows(split.Training),
            Validation = Rows(split.Validation),
            Seed = spec.Seed,
            Threads = threads,
        };
        cancellation.ThrowIfCancellationRequested();
        var result = learner.Train(input, progress, cancellation);
        new LearnedCheck(spec, schema, input, result, sink).Run();
        var model = OnnxModelWriter.ToBytes(schema, plan, result.Model, spec.ClassificationThreshold, spec.Name);

        progress.Report("checking the ONNX model against the trainer");
        using var scorer = new OnnxScorer(model, onnxPath, threads);
        var difference = ParityCheck.Run(spec.Trainer, result, scorer.Score(training, schema, split.Validation, cancellation), sink);
        File.WriteAllBytes(onnxPath, model);

        return new TrainingReport(
            learner.Name, result.Iterations, result.Metric, result.Value, difference,
            new SortedDictionary<string, string>(spec.Trainer.Parameters.ToDictionary(), StringComparer.Ordinal));
    }

    private static void SayChoice(ModelSpec spec, ILearner learner, IDiagnosticSink sink, IStageProgress progress)
    {
        var trainer = spec.Trainer;
        if (trainer.IsBoostedTrees && learner is FastTreeLearner)
        {
            sink.Report(TrainDiagnostics.OtherTrees.At(
                trainer.Location,
                $"The project leaves the learner of boosted trees open, and FastTree was taken: there is no library of LightGBM on this machine, which is the choice where there is one. Another machine may so train another model. Write <Trainer Include=\"FastTree\" /> for one that is the same learner everywhere, or install LightGBM (Homebrew: brew install lightgbm; or the property IngotLightGbmLibrary)."));
        }
        else if (trainer.IsBoostedTrees)
        {
            progress.Report("the trainer is LightGbm, as for any project that names no other");
        }

        if (learner is LightGbmLearner && trainer.LightGbmLibrary is { } library && library != TrainerSpec.NoLibrary)
        {
            progress.Report($"LightGBM is that of {library}");
        }
    }

    private static void RefuseMonotone(ModelSpec spec, ModelSchema schema, ILearner learner)
    {
        if (learner is ConstantLearner || spec.Columns.FirstOrDefault(c => c.Monotone != 0) is not { } column)
        {
            return;
        }

        // Boosters constrain the score of each class, and a probability falls when the scores of others rise faster.
        if (schema.Task == ModelTask.MulticlassClassification)
        {
            throw new IngotException(TrainDiagnostics.CannotKeepMonotone.At(
                column.Location,
                $"Column '{column.Name}' has the metadata Monotone, which no trainer can keep for more than two classes: the probability of each depends on the scores of all. Remove it, or predict two classes or a number."));
        }

        if (!learner.KeepsMonotone)
        {
            throw new IngotException(TrainDiagnostics.CannotKeepMonotone.At(
                column.Location,
                $"Column '{column.Name}' has the metadata Monotone, which the trainer {learner.Name} cannot keep. Remove it, or choose the trainer {LearnerCatalog.All.First(l => l.KeepsMonotone).Name}."));
        }
    }

    private static void RefuseInfinite(ModelSpec spec, ModelSchema schema, float[] labels)
    {
        var infinite = labels.Count(l => !float.IsFinite(l));
        if (infinite > 0)
        {
            throw new IngotException(TrainDiagnostics.NotFinite.At(
                spec.Trainer.Location,
                $"The label '{DiagnosticText.Shorten(schema.Label.Name)}' is beyond what trainers take, {float.MinValue} to {float.MaxValue} of 32 bits, in {infinite:N0} of {DiagnosticText.Count(labels.Length, "training row")}. Divide it in the data, or leave such rows out with ModelFilter."));
        }
    }

    private static float[] Pick(float[] values, int[] rows) => Array.ConvertAll(rows, r => values[r]);
}
