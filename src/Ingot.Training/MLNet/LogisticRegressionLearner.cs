using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Ingot.Training.MLNet;

/// <summary>
/// Logistic regression, and maximum entropy (multinomial logistic regression) for several classes, by ML.NET's L-BFGS
/// (G. Andrew, J. Gao, "Scalable training of L1-regularized log-linear models", ICML 2007).
/// </summary>
internal sealed class LogisticRegressionLearner : ILearner
{
    // ML.NET keeps the rows in memory then, instead of reading them again for each step.
    private const int Parts = 8;

    public string Name => "LogisticRegression";

    public IReadOnlyList<ModelTask> Tasks { get; } = [ModelTask.BinaryClassification, ModelTask.MulticlassClassification];

    public FeatureStyle Style => FeatureStyle.Linear;

    public bool KeepsMonotone => false;

    /// <summary>L1 and L2 stand beside the sum of the rows' losses: L2 is scikit-learn's 1 / C.</summary>
    public IReadOnlyList<TrainerParameter> Parameters { get; } =
    [
        TrainerParameter.Whole("Iterations", 1000, 1),
        new("L1", 0, 0, float.MaxValue),
        new("L2", 1, 0, float.MaxValue),
        new("Tolerance", 1e-7, 1e-12, 1),
        TrainerParameter.Whole("HistorySize", 20, 1, 1000),
    ];

    public LearnerResult Train(LearnerInput input, IStageProgress progress, CancellationToken cancellation)
    {
        var context = new MLContext(input.Seed);
        return input.Task == ModelTask.BinaryClassification
            ? Binary(context, input, progress, cancellation)
            : Multiclass(context, input, progress, cancellation);
    }

    private static LearnerResult Binary(MLContext context, LearnerInput input, IStageProgress progress, CancellationToken cancellation)
    {
        var options = new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            FeatureColumnName = FeatureView.Features,
            LabelColumnName = FeatureView.Label,
            ExampleWeightColumnName = input.Training.Weights is null ? null : FeatureView.Weight,
            L1Regularization = (float)input.Values["L1"],
            L2Regularization = (float)input.Values["L2"],
            OptimizationTolerance = (float)input.Values["Tolerance"],
            MaximumNumberOfIterations = input.Values.Whole("Iterations"),
            HistorySize = input.Values.Whole("HistorySize"),
            // Gradients are added up by parts of the rows: of as many parts everywhere their sum does not depend on how many threads there are.
            NumberOfThreads = Parts,
            Quiet = true,
        };
        var trainer = context.BinaryClassification.Trainers.LbfgsLogisticRegression(options);
        var view = new FeatureView(input.Training, BooleanDataViewType.Instance, cancellation);
        var transformer = CancellableFit.Run(input.Trainer, () => trainer.Fit(view), progress, cancellation);
        var linear = transformer.Model.SubModel;
        var model = new LinearModel([[.. linear.Weights.Select(w => (double)w)]], [linear.Bias])
        {
            Link = OutputLink.Sigmoid,
            LinkSlope = -transformer.Model.Calibrator.Slope,
            LinkOffset = -transformer.Model.Calibrator.Offset,
            Outputs = 1,
        };
        var validation = new FeatureView(input.Validation, BooleanDataViewType.Instance, cancellation);
        var scores = ScoreReader.Numbers(transformer.Transform(validation), input.Validation.Labels.Length, cancellation);
        return LinearResult.Of(model, scores, input.Validation);
    }

    private static LearnerResult Multiclass(MLContext context, LearnerInput input, IStageProgress progress, CancellationToken cancellation)
    {
        var options = new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            FeatureColumnName = FeatureView.Features,
            LabelColumnName = FeatureView.Label,
            ExampleWeightColumnName = input.Training.Weights is null ? null : FeatureView.Weight,
            L1Regularization = (float)input.Values["L1"],
            L2Regularization = (float)input.Values["L2"],
            OptimizationTolerance = (float)input.Values["Tolerance"],
            MaximumNumberOfIterations = input.Values.Whole("Iterations"),
            HistorySize = input.Values.Whole("HistorySize"),
            NumberOfThreads = Parts,
            Quiet = true,
        };
        var trainer = context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(options);
        var label = new KeyDataViewType(typeof(uint), input.Classes);
        var view = new FeatureView(input.Training, label, cancellation);
        var transformer = CancellableFit.Run(input.Trainer, () => trainer.Fit(view), progress, cancellation);
        var weights = default(VBuffer<float>[])!;
        transformer.Model.GetWeights(ref weights, out var classes);
        var model = new LinearModel(
            [.. weights.Select(w => w.DenseValues().Select(v => (double)v).ToArray())],
            [.. transformer.Model.GetBiases().Select(b => (double)b)])
        {
            Link = OutputLink.Softmax,
            Outputs = classes,
        };
        var scores = new double[input.Validation.Labels.Length * classes];
        ScoreReader.Vectors(
            transformer.Transform(new FeatureView(input.Validation, label, cancellation)),
            ScoreReader.Score,
            (row, probabilities) =>
            {
                for (var c = 0; c < classes; c++)
                {
                    // ML.NET gives probabilities; a softmax of their logarithms gives them again.
                    scores[(row * classes) + c] = Math.Log(probabilities[c]);
                }
            },
            cancellation);
        return LinearResult.Of(model, scores, input.Validation);
    }
}
