using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;

namespace Ingot.Training.LightGbm;

/// <summary>Gradient-boosted trees by LightGBM (G. Ke et al., NIPS 2017), through its C API.</summary>
internal sealed class LightGbmLearner : ILearner
{
    private static readonly Dictionary<string, (string Native, string Default)> Parameters = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Iterations"] = ("num_iterations", "200"),
        ["Leaves"] = ("num_leaves", "31"),
        ["LearningRate"] = ("learning_rate", "0.1"),
        ["MinDataInLeaf"] = ("min_data_in_leaf", "20"),
        ["MaxDepth"] = ("max_depth", "-1"),
        ["FeatureFraction"] = ("feature_fraction", "1"),
        ["BaggingFraction"] = ("bagging_fraction", "1"),
        ["BaggingFrequency"] = ("bagging_freq", "0"),
        ["L1"] = ("lambda_l1", "0"),
        ["L2"] = ("lambda_l2", "0"),
        ["MaxBins"] = ("max_bin", "255"),
        ["EarlyStopping"] = ("early_stopping_round", "20"),
    };

    public FeatureStyle Style => FeatureStyle.NativeTrees;

    public IReadOnlyCollection<string> ParameterNames => [.. Parameters.Keys, "ClassWeights"];

    public LearnerResult Train(LearnerInput input, IStageProgress progress, CancellationToken cancellation)
    {
        try
        {
            return TrainCore(input, progress, cancellation);
        }
        catch (DllNotFoundException e)
        {
            throw new IngotException(
                TrainDiagnostics.LibraryMissing.At(
                    input.Trainer.Location,
                    $"LightGBM's native library cannot be loaded on {System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier}: {e.Message.Split('\n')[0]} On Linux install the OpenMP runtime (apt-get install libgomp1); where LightGBM does not exist for the processor (arm64) use the trainer FastTree."),
                e);
        }
        catch (LightGbmException e)
        {
            throw new IngotException(
                TrainDiagnostics.LearnerFailed.At(input.Trainer.Location, $"LightGBM refused: {e.Message}. Correct the trainer's parameters or the data."), e);
        }
    }

    private static LearnerResult TrainCore(LearnerInput input, IStageProgress progress, CancellationToken cancellation)
    {
        var values = Parameters.ToDictionary(p => p.Key, p => Value(input.Trainer, p.Key, p.Value.Default), StringComparer.OrdinalIgnoreCase);
        var iterations = (int)values["Iterations"];
        var patience = (int)values["EarlyStopping"];
        var outputs = input.Task == ModelTask.MulticlassClassification ? input.Classes : 1;
        var metric = input.Task switch { ModelTask.BinaryClassification => "auc", ModelTask.Regression => "rmse", _ => "multi_logloss" };
        var parameters = Text(input, values, metric);

        using var booster = new LightGbmBooster();
        booster.Create(input.Training, input.TrainingLabels, input.TrainingWeights, parameters);
        booster.AddValidation(input.Validation, input.ValidationLabels, input.ValidationWeights, parameters);
        var (best, bestValue, trained) = (0, double.NaN, 0);
        while (trained < iterations && (patience <= 0 || trained - best < patience))
        {
            cancellation.ThrowIfCancellationRequested();
            var more = booster.Update();
            if (!more)
            {
                break;
            }

            trained++;
            var value = booster.Validation();
            if (best == 0 || (metric == "auc" ? value > bestValue : value < bestValue))
            {
                (best, bestValue) = (trained, value);
            }

            if (trained % 10 == 0 || trained == iterations)
            {
                progress.Report(
                    FormattableString.Invariant($"iteration {trained} of {iterations}, validation {metric} {value:0.#####}"), (double)trained / iterations);
            }
        }

        var kept = patience > 0 ? Math.Max(best, 1) : Math.Max(trained, 1);
        var trees = LightGbmModelReader.Read(booster.SaveToText(kept), outputs);
        var model = new TreeModel(trees, new double[outputs])
        {
            Link = input.Task switch
            {
                ModelTask.BinaryClassification => OutputLink.Sigmoid,
                ModelTask.MulticlassClassification => OutputLink.Softmax,
                _ => OutputLink.Identity,
            },
            Outputs = outputs,
        };
        return new LearnerResult(model, booster.PredictRaw(input.Validation, outputs, kept), kept, metric, bestValue);
    }

    private static string Text(LearnerInput input, Dictionary<string, double> values, string metric)
    {
        var parts = new List<string>
        {
            input.Task switch
            {
                ModelTask.BinaryClassification => "objective=binary",
                ModelTask.Regression => "objective=regression",
                _ => FormattableString.Invariant($"objective=multiclass num_class={input.Classes}"),
            },
            $"metric={metric}",
            "boost_from_average=true deterministic=true force_row_wise=true verbosity=-1",
            FormattableString.Invariant($"seed={input.Seed} num_threads={input.Threads}"),
        };
        parts.AddRange(Parameters.Where(p => p.Key is not ("Iterations" or "EarlyStopping"))
            .Select(p => $"{p.Value.Native}={values[p.Key].ToString("R", CultureInfo.InvariantCulture)}"));
        if (input.Training.Categorical.Count > 0)
        {
            parts.Add($"categorical_feature={string.Join(',', input.Training.Categorical)}");
        }

        if (input.Training.Monotone.Any(m => m != 0))
        {
            parts.Add($"monotone_constraints={string.Join(',', input.Training.Monotone)}");
        }

        return string.Join(' ', parts);
    }

    private static double Value(TrainerSpec trainer, string name, string fallback)
    {
        var text = trainer.Parameters.GetValueOrDefault(name, fallback);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw new IngotException(TrainDiagnostics.InvalidTrainer.At(
                trainer.Location, $"{name}=\"{text}\" of the trainer {trainer.Name} is no number; the default is {fallback}."));
    }
}
