using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Ingot.Training.MLNet;

/// <summary>
/// Linear regression by ML.NET's stochastic dual coordinate ascent (S. Shalev-Shwartz, T. Zhang, JMLR 14, 2013) on one thread:
/// reproducible, with L1 and L2. (ML.NET's ordinary least squares need Intel's MKL and exist for x64 only.)
/// </summary>
internal sealed class LinearRegressionLearner : ILearner
{
    public string Name => "LinearRegression";

    public IReadOnlyList<ModelTask> Tasks { get; } = [ModelTask.Regression];

    public FeatureStyle Style => FeatureStyle.Linear;

    public bool KeepsMonotone => false;

    /// <summary>L1 and L2 stand beside the mean of the rows' losses.</summary>
    public IReadOnlyList<TrainerParameter> Parameters { get; } =
    [
        TrainerParameter.Whole("Iterations", 200, 1),
        new("L1", 0, 0, float.MaxValue),
        new("L2", 1e-5, 1e-9, float.MaxValue),
        new("Tolerance", 1e-4, 1e-12, 1),
    ];

    public LearnerResult Train(LearnerInput input, IStageProgress progress, CancellationToken cancellation)
    {
        var context = new MLContext(input.Seed);
        var (mean, deviation) = Moments(input.Training);
        var standardised = input.Training with { Labels = Array.ConvertAll(input.Training.Labels, l => (float)((l - mean) / deviation)) };
        var trainer = context.Regression.Trainers.Sdca(new SdcaRegressionTrainer.Options
        {
            FeatureColumnName = FeatureView.Features,
            LabelColumnName = FeatureView.Label,
            ExampleWeightColumnName = input.Training.Weights is null ? null : FeatureView.Weight,
            L1Regularization = (float)input.Values["L1"],
            L2Regularization = (float)L2(input),
            ConvergenceTolerance = (float)input.Values["Tolerance"],
            MaximumNumberOfIterations = input.Values.Whole("Iterations"),
            NumberOfThreads = 1,
        });
        var view = new FeatureView(standardised, NumberDataViewType.Single, cancellation);
        var transformer = CancellableFit.Run(input.Trainer, () => trainer.Fit(view), progress, cancellation);
        var model = new LinearModel(
            [[.. transformer.Model.Weights.Select(w => w * deviation)]], [(transformer.Model.Bias * deviation) + mean])
        {
            Link = OutputLink.Identity,
            Outputs = 1,
        };
        var validation = new FeatureView(input.Validation, NumberDataViewType.Single, cancellation);
        var scores = ScoreReader.Numbers(transformer.Transform(validation), input.Validation.Labels.Length, cancellation);
        return LinearResult.Of(model, Array.ConvertAll(scores, s => (s * deviation) + mean), input.Validation);
    }

    /// <summary>With more terms of free text than rows the ascent diverges where next to nothing holds the weights: the default is then what alpha = 1 is to a ridge regression.</summary>
    private static double L2(LearnerInput input) =>
        input.Training.Features.Sparse is null || input.Trainer.Parameters.Keys.Contains("L2", StringComparer.OrdinalIgnoreCase)
            ? input.Values["L2"]
            : Math.Max(input.Values["L2"], 1.0 / Math.Max(1, input.Training.Labels.Length));

    private static (double Mean, double Deviation) Moments(LabelledRows rows)
    {
        var (sum, squares, weight) = (0.0, 0.0, 0.0);
        for (var row = 0; row < rows.Labels.Length; row++)
        {
            sum += rows.Weight(row) * rows.Labels[row];
            weight += rows.Weight(row);
        }

        var mean = weight > 0 ? sum / weight : 0;
        for (var row = 0; row < rows.Labels.Length; row++)
        {
            squares += rows.Weight(row) * (rows.Labels[row] - mean) * (rows.Labels[row] - mean);
        }

        return (mean, squares > 0 ? Math.Sqrt(squares / weight) : 1);
    }
}
