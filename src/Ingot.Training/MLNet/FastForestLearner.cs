using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace Ingot.Training.MLNet;

/// <summary>
/// A random forest (L. Breiman, "Random forests", Machine Learning 45, 2001) by ML.NET's FastForest: the mean of trees, each of which learned from a sample of the rows and looked at a sample of the
/// features at each split. A class is learned as the number 0 or 1, whose mean in a leaf is its share there, and the squared error of which is Gini's impurity: so the forest says the mean share, as
/// scikit-learn's does, and not a curve that was fitted to rows it has learned from, as ML.NET's own calibrated forest. Several classes are learned one by one against all others.
/// </summary>
internal sealed class FastForestLearner : ILearner
{
    private const string Leaves = nameof(Leaves);
    private const string MinDataInLeaf = nameof(MinDataInLeaf);
    private const string FeatureFractionByNode = nameof(FeatureFractionByNode);

    // Of classes, where the project says nothing: their shares need more rows in a leaf than a mean does, and trees that differ more. Measured (docs/quality.md).
    private static readonly Dictionary<string, double> OfClasses = new() { [Leaves] = 127, [MinDataInLeaf] = 5, [FeatureFractionByNode] = 0.5 };

    public string Name => "FastForest";

    public IReadOnlyList<ModelTask> Tasks { get; } = [ModelTask.BinaryClassification, ModelTask.Regression, ModelTask.MulticlassClassification];

    public FeatureStyle Style => FeatureStyle.DenseTrees;

    public bool KeepsMonotone => false;

    public IReadOnlyList<TrainerParameter> Parameters { get; } =
    [
        TrainerParameter.Whole("Iterations", 200, 1, 100_000),
        TrainerParameter.Whole(Leaves, 255, 2, 100_000),
        TrainerParameter.Whole(MinDataInLeaf, 1, 1),
        new("FeatureFraction", 1, 1e-9, 1),
        new(FeatureFractionByNode, 1, 1e-9, 1),
        new("BaggingFraction", 0.632, 1e-9, 1),
        TrainerParameter.Whole("MaxBins", 255, 2, 65_535),
    ];

    public LearnerResult Train(LearnerInput input, IStageProgress progress, CancellationToken cancellation) => input.Task == ModelTask.MulticlassClassification
        ? OneVersusAll.Train(input, one => Forest(one, progress, cancellation), progress)
        : Forest(input, progress, cancellation);

    private static LearnerResult Forest(LearnerInput input, IStageProgress progress, CancellationToken cancellation)
    {
        // Gains are differences of squared sums, which a mean far from 0 would drown.
        var mean = RegressionLoss.Mean(input.Training);
        var context = new MLContext(input.Seed);
        var centred = new FeatureView(
            input.Training with { Labels = Array.ConvertAll(input.Training.Labels, l => (float)(l - mean)) }, NumberDataViewType.Single, cancellation);
        var trainer = context.Regression.Trainers.FastForest(Options(input));
        var fitted = CancellableFit.Run(input.Trainer, () => trainer.Fit(centred), progress, cancellation);
        var ensemble = fitted.Model.TrainedTreeEnsemble;
        var count = Math.Max(1, ensemble.Trees.Count);
        var trees = FastTreeModelReader.Read(ensemble.Trees, [.. ensemble.TreeWeights.Select(w => w / count)], count);

        // Where no split was found, ML.NET divides nothing by nothing; the mean of the rows is said of every row.
        var rows = input.Validation.Labels.Length;
        var own = trees.Count == 0
            ? new double[rows]
            : ScoreReader.Numbers(fitted.Transform(new FeatureView(input.Validation, NumberDataViewType.Single, cancellation)), rows, cancellation);
        var model = new TreeModel(TreeCovers.Count(trees, input.Training.Features), [(ensemble.Bias / count) + mean])
        {
            Link = input.Task == ModelTask.Regression ? OutputLink.Identity : OutputLink.Share,
            Outputs = 1,
        };
        var scores = Array.ConvertAll(own, s => s + mean);
        var loss = ValidationLoss.Of(model.Link, model.Predict(scores), input.Validation);
        return input.Task == ModelTask.Regression
            ? new LearnerResult(model, scores, trees.Count, "rmse", Math.Sqrt(loss))
            : new LearnerResult(model, scores, trees.Count, "logloss", loss);
    }

    private static FastForestRegressionTrainer.Options Options(LearnerInput input)
    {
        var options = new FastForestRegressionTrainer.Options();
        TreeOptionsFill.Fill(options, input);
        options.NumberOfLeaves = (int)Value(input, Leaves);
        options.MinimumExampleCountPerLeaf = (int)Value(input, MinDataInLeaf);
        options.FeatureFractionPerSplit = Value(input, FeatureFractionByNode);

        // A new sample for each tree; without one the trees differ by their features only.
        options.BaggingSize = input.Values["BaggingFraction"] < 1 ? 1 : 0;
        options.NumberOfQuantileSamples = 1;
        return options;
    }

    private static double Value(LearnerInput input, string name) =>
        input.Task != ModelTask.Regression && TrainerValues.Text(input.Trainer, name) is null ? OfClasses[name] : input.Values[name];
}
