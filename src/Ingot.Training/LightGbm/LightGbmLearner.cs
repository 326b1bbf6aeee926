using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;

namespace Ingot.Training.LightGbm;

/// <summary>Gradient-boosted trees by LightGBM (G. Ke et al., NIPS 2017), through its C API.</summary>
internal sealed class LightGbmLearner : ILearner
{
    private static readonly Dictionary<string, string> NativeNames = new(StringComparer.Ordinal)
    {
        ["Leaves"] = "num_leaves",
        ["LearningRate"] = "learning_rate",
        ["MinDataInLeaf"] = "min_data_in_leaf",
        ["MaxDepth"] = "max_depth",
        ["FeatureFraction"] = "feature_fraction",
        ["BaggingFraction"] = "bagging_fraction",
        ["BaggingFrequency"] = "bagging_freq",
        ["L1"] = "lambda_l1",
        ["L2"] = "lambda_l2",
        ["MaxBins"] = "max_bin",
        ["FeatureFractionByNode"] = "feature_fraction_bynode",
        ["MinGainToSplit"] = "min_gain_to_split",
        ["PathSmoothing"] = "path_smooth",
        ["CategorySmoothing"] = "cat_smooth",
        ["CategoryL2"] = "cat_l2",
        ["MinDataPerCategory"] = "min_data_per_group",
    };

    // LightGBM adds up its metrics by thread: their last digits depend on how many there are, and must decide nothing.
    private const double Noise = 1e-9;
    private const string ReportedDigits = "G9";

    // LightGBM keeps its number of threads for the whole process, and sizes its buffers by it: of two trainings at once with different numbers one
    // writes beyond its own.
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    public string Name => "LightGbm";

    public IReadOnlyList<ModelTask> Tasks { get; } = [ModelTask.BinaryClassification, ModelTask.Regression, ModelTask.MulticlassClassification, ModelTask.Ranking];

    public FeatureStyle Style => FeatureStyle.NativeTrees;

    public bool KeepsMonotone => true;

    public bool Continues => true;

    public IReadOnlyList<TrainerParameter> Parameters { get; } =
    [
        TrainerParameter.Whole("Iterations", 200, 1, 1_000_000),
        TrainerParameter.Whole("Leaves", 31, 2, 131_072),
        new("LearningRate", 0.1, 1e-9, 1000),
        TrainerParameter.MinDataInLeaf(0),
        TrainerParameter.Whole("MaxDepth", -1, -1),
        new("FeatureFraction", 1, 1e-9, 1),
        new("BaggingFraction", 1, 1e-9, 1),
        TrainerParameter.Whole("BaggingFrequency", 1, 0),
        new("L1", 0, 0),
        // Without it a leaf of the rows of a rare class, whose second derivatives are next to nothing, gets a value beyond all bounds.
        new("L2", 1, 0),
        TrainerParameter.Whole("MaxBins", 255, 2, 65_535),
        new("FeatureFractionByNode", 1, 1e-9, 1),
        new("MinGainToSplit", 0, 0),
        new("PathSmoothing", 0, 0),
        new("CategorySmoothing", 10, 0),
        new("CategoryL2", 10, 0),
        TrainerParameter.Whole("MinDataPerCategory", 100, 1),
        TrainerParameter.Whole(TrainerParameter.EarlyStopping, 20, 0),
    ];

    public IReadOnlyList<string> Words(ModelTask task) => [.. task switch { ModelTask.Regression => LightGbmObjective.Parameters, ModelTask.Ranking => LightGbmObjective.RankingParameters, _ => [] }, .. LightGbmBoosting.Words, InteractionGroups.Interactions];

    public bool StopsEarly(TrainerSpec trainer, int rows) => LightGbmBoosting.Of(trainer).CanStop && TrainerValues.Read(trainer, Parameters, rows).Whole(TrainerParameter.EarlyStopping) > 0;

    public LearnerResult Train(LearnerInput input, IStageProgress progress, CancellationToken cancellation)
    {
        LightGbmLibrary.Require(input.Trainer);
        OneAtATime.Wait(cancellation);
        try
        {
            return TrainCore(input, progress, cancellation);
        }
        catch (LightGbmException e)
        {
            throw new IngotException(
                TrainDiagnostics.LearnerFailed.At(input.Trainer.Location, $"LightGBM refused: {e.Message}. Correct the trainer's parameters or the data."), e);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static LearnerResult TrainCore(LearnerInput input, IStageProgress progress, CancellationToken cancellation)
    {
        var isGiven = input.Rounds is not null;
        var iterations = input.Rounds?[0] ?? input.Values.Whole("Iterations");
        var boosting = LightGbmBoosting.Of(input.Trainer);
        var patience = isGiven || !boosting.CanStop ? 0 : input.Values.Whole(TrainerParameter.EarlyStopping);
        var outputs = input.Task == ModelTask.MulticlassClassification ? input.Classes : 1;
        var objective = LightGbmObjective.Of(input.Trainer, input.Task, input.Classes);
        var metric = objective.Metric;
        var isRanking = input.Task == ModelTask.Ranking;
        var parameters = Text(input, objective, boosting);

        using var booster = new LightGbmBooster();
        booster.Create(input.Training, parameters);
        cancellation.ThrowIfCancellationRequested();
        if (!isGiven)
        {
            booster.AddValidation(input.Validation, parameters);
        }

        var (best, bestValue, trained, worst) = (0, double.NaN, 0, double.NaN);
        var step = ProgressSteps.Of(iterations);
        while (trained < iterations && (patience <= 0 || trained - best < patience))
        {
            cancellation.ThrowIfCancellationRequested();
            var more = booster.Update();
            if (!more)
            {
                break;
            }

            trained++;
            var value = isGiven ? double.NaN : isRanking ? 1 - booster.Validation() : booster.Validation();
            if (best == 0 || value < bestValue - (Noise * Math.Abs(bestValue)))
            {
                (best, bestValue, worst) = (trained, value, value);
            }

            worst = Math.Max(worst, value);
            if (trained % step == 0 || trained == iterations)
            {
                progress.Report(
                    FormattableString.Invariant($"iteration {trained} of {iterations}{(isGiven ? string.Empty : FormattableString.Invariant($", validation {metric} {(isRanking ? 1 - value : value):0.#####}"))}"),
                    (double)trained / iterations);
            }
        }

        if (trained == 0 && !isGiven && !isRanking)
        {
            // Not one split: LightGBM says the same of every row.
            bestValue = worst = booster.Validation();
        }

        var kept = patience > 0 ? Math.Max(best, 1) : Math.Max(trained, 1);
        var trees = LightGbmModelReader.Read(booster.SaveToText(kept), outputs);
        var model = new TreeModel(trees, new double[outputs])
        {
            Link = objective.Link,
            Outputs = outputs,
        };
        // LightGBM's raw scores of a forest are the sum of its trees, of which it predicts by the mean.
        var scores = !isGiven && kept == trained && boosting.AddsUp && input.Validation.Start is null
            ? booster.EndTraining(input.Validation.Features.Count, outputs)
            : booster.PredictRaw(input.Validation.Features, outputs, kept, input.Threads);
        if (boosting.IsMean)
        {
            scores = Array.ConvertAll(scores, s => s / kept);
        }

        // Nor do they have what was there before its trees.
        if (input.Validation.Start is { } start)
        {
            scores = [.. scores.Zip(start, (s, b) => s + b)];
        }

        if (isRanking)
        {
            // LightGBM counts a query without a relevant row as 1, and puts equal scores in the order of the rows.
            return new LearnerResult(model, scores, kept, QueryRows.Metric, isGiven ? double.NaN : Reported(QueryRows.Ndcg(scores, input.Validation)));
        }

        return new LearnerResult(model, scores, kept, metric, Reported(bestValue)) { Worst = Reported(worst), Loss = objective.Loss };
    }

    private static double Reported(double value) =>
        double.Parse(value.ToString(ReportedDigits, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Text(LearnerInput input, LightGbmObjective objective, LightGbmBoosting boosting)
    {
        var parts = new List<string>
        {
            objective.Text,
            boosting.Text,
            $"metric={objective.Metric}",
            "boost_from_average=true deterministic=true force_row_wise=true verbosity=-1",
            FormattableString.Invariant($"seed={input.Seed} num_threads={input.Threads}"),
        };
        parts.AddRange(NativeNames.Select(n =>
        {
            var value = TrainerValues.Text(input.Trainer, n.Key) is null && boosting.Default(n.Key) is { } own ? own : input.Values[n.Key];
            return $"{n.Value}={value.ToString("R", CultureInfo.InvariantCulture)}";
        }));
        if (InteractionGroups.Of(input.Trainer, input.Training.Features) is { } groups)
        {
            parts.Add(groups);
        }

        if (input.Training.Features.Categorical.Count > 0)
        {
            parts.Add($"categorical_feature={string.Join(',', input.Training.Features.Categorical)}");
        }

        if (input.Training.Features.Monotone.Any(m => m != 0))
        {
            parts.Add($"monotone_constraints={string.Join(',', input.Training.Features.Monotone)}");
        }

        return string.Join(' ', parts);
    }
}
