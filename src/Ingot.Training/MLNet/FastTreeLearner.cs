using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace Ingot.Training.MLNet;

/// <summary>
/// Gradient-boosted trees by ML.NET's FastTree (an implementation of MART: J. H. Friedman, "Greedy function approximation",
/// Annals of Statistics 29, 2001); several classes by one against all others. It works on every platform, where LightGBM's library
/// does not exist too.
/// </summary>
internal sealed class FastTreeLearner : ILearner
{
    public string Name => "FastTree";

    public IReadOnlyList<ModelTask> Tasks { get; } = [ModelTask.BinaryClassification, ModelTask.Regression, ModelTask.MulticlassClassification, ModelTask.Ranking];

    public FeatureStyle Style => FeatureStyle.DenseTrees;

    public bool KeepsMonotone => false;

    public IReadOnlyList<TrainerParameter> Parameters { get; } =
    [
        TrainerParameter.Whole("Iterations", 200, 1, 100_000),
        TrainerParameter.Whole("Leaves", 31, 2, 100_000),
        new("LearningRate", 0.1, 1e-9, 1000),
        TrainerParameter.MinDataInLeaf(1),
        new("FeatureFraction", 1, 1e-9, 1),
        new("BaggingFraction", 1, 1e-9, 1),
        TrainerParameter.Whole("BaggingFrequency", 1, 0),
        TrainerParameter.Whole("MaxBins", 255, 2, 65_535),
        TrainerParameter.Whole(TrainerParameter.EarlyStopping, 20, 0),
    ];

    public LearnerResult Train(LearnerInput input, IStageProgress progress, CancellationToken cancellation)
    {
        var context = new MLContext(input.Seed);
        return input.Task switch
        {
            ModelTask.Regression => Regression(context, input, progress, cancellation),
            ModelTask.BinaryClassification => Binary(context, input, progress, cancellation),
            ModelTask.Ranking => Ranking(context, input, progress, cancellation),
            _ => OneVersusAll.Train(input, one => Binary(new MLContext(input.Seed), one, progress, cancellation), progress),
        };
    }

    private static LearnerResult Regression(MLContext context, LearnerInput input, IStageProgress progress, CancellationToken cancellation)
    {
        // FastTree starts at zero and would spend its first trees on reaching the mean.
        var mean = Mean(input.Training);
        var centred = new FeatureView(
            input.Training with { Labels = Array.ConvertAll(input.Training.Labels, l => (float)(l - mean)) }, NumberDataViewType.Single, cancellation);
        var trainer = context.Regression.Trainers.FastTree(Fill(new FastTreeRegressionTrainer.Options(), input));
        var model = CancellableFit.Run(input.Trainer, () => trainer.Fit(centred).Model, progress, cancellation);
        var ensemble = model.TrainedTreeEnsemble;
        var curve = new BoostingCurve(context, input, model, ensemble.TreeWeights, ensemble.Bias + mean, (raw, label) => (raw - label) * (raw - label), cancellation);
        var kept = curve.BestLength(Patience(input));
        return new LearnerResult(
            new TreeModel(TreeCovers.Count(FastTreeModelReader.Read(ensemble.Trees, ensemble.TreeWeights, kept), input.Training.Features), [ensemble.Bias + mean]) { Link = OutputLink.Identity, Outputs = 1 },
            curve.Scores(kept),
            kept,
            "rmse",
            Math.Sqrt(curve.Loss(kept))) { Worst = Math.Sqrt(curve.Worst(kept)) };
    }

    private static LearnerResult Binary(MLContext context, LearnerInput input, IStageProgress progress, CancellationToken cancellation)
    {
        var view = new FeatureView(input.Training, BooleanDataViewType.Instance, cancellation);
        var trainer = context.BinaryClassification.Trainers.FastTree(Fill(new FastTreeBinaryTrainer.Options(), input));
        var model = CancellableFit.Run(input.Trainer, () => trainer.Fit(view).Model, progress, cancellation);
        var ensemble = model.SubModel.TrainedTreeEnsemble;
        // ML.NET: probability = 1 / (1 + exp(slope * raw + offset)).
        var (slope, offset) = (-model.Calibrator.Slope, -model.Calibrator.Offset);
        // FastTree starts at even odds; where it finds no split, those of the training rows are said of every row.
        var bias = ensemble.Trees.Any() ? ensemble.Bias : (ConstantLearner.Scores(input)[0] - offset) / slope;
        var curve = new BoostingCurve(
            context, input, model.SubModel, ensemble.TreeWeights, bias, (raw, label) => LogLoss((slope * raw) + offset, label), cancellation);
        var kept = curve.BestLength(Patience(input));
        return new LearnerResult(
            new TreeModel(TreeCovers.Count(FastTreeModelReader.Read(ensemble.Trees, ensemble.TreeWeights, kept), input.Training.Features), [bias])
            {
                Link = OutputLink.Sigmoid,
                LinkSlope = slope,
                LinkOffset = offset,
                Outputs = 1,
            },
            curve.Scores(kept),
            kept,
            "logloss",
            curve.Loss(kept)) { Worst = curve.Worst(kept) };
    }

    private static LearnerResult Ranking(MLContext context, LearnerInput input, IStageProgress progress, CancellationToken cancellation)
    {
        var view = new FeatureView(input.Training, NumberDataViewType.Single, cancellation);
        var options = Fill(new FastTreeRankingTrainer.Options(), input);
        options.RowGroupColumnName = FeatureView.Query;
        options.CustomGains = [.. Enumerable.Range(0, ModelTasks.MaxGrade + 1).Select(grade => Math.Pow(2, grade) - 1)];
        var trainer = context.Ranking.Trainers.FastTree(options);
        var model = CancellableFit.Run(input.Trainer, () => trainer.Fit(view).Model, progress, cancellation);
        var ensemble = model.TrainedTreeEnsemble;
        var curve = new BoostingCurve(context, input, model, ensemble.TreeWeights, ensemble.Bias, loss: null, cancellation);
        // NDCG often falls for some dozen trees before it rises again, and all of them are there.
        var kept = curve.BestLength(Patience(input) > 0 ? int.MaxValue : 0);
        return new LearnerResult(
            new TreeModel(TreeCovers.Count(FastTreeModelReader.Read(ensemble.Trees, ensemble.TreeWeights, kept), input.Training.Features), [ensemble.Bias]) { Link = OutputLink.Identity, Outputs = 1 },
            curve.Scores(kept),
            kept,
            QueryRows.Metric,
            1 - curve.Loss(kept));
    }

    private static T Fill<T>(T options, LearnerInput input)
        where T : BoostedTreeOptions
    {
        TreeOptionsFill.Fill(options, input);
        options.LearningRate = input.Values["LearningRate"];
        options.BaggingSize = input.Values["BaggingFraction"] < 1 ? input.Values.Whole("BaggingFrequency") : 0;
        return options;
    }

    private static int Patience(LearnerInput input) => input.Rounds is null ? input.Values.Whole(TrainerParameter.EarlyStopping) : 0;

    private static double Mean(LabelledRows rows)
    {
        var (sum, weight) = (0.0, 0.0);
        for (var row = 0; row < rows.Labels.Length; row++)
        {
            sum += rows.Weight(row) * rows.Labels[row];
            weight += rows.Weight(row);
        }

        return weight > 0 ? sum / weight : 0;
    }

    /// <summary>The negative log likelihood of a label at a log-odds, without overflow.</summary>
    private static double LogLoss(double logOdds, double label)
    {
        var wrong = label > 0 ? -logOdds : logOdds;
        return Math.Max(wrong, 0) + Math.Log(1 + Math.Exp(-Math.Abs(wrong)));
    }
}
