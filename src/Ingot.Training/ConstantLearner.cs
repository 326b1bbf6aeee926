using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;
using Ingot.Training.MLNet;

namespace Ingot.Training;

/// <summary>Says the same of every row: the mean of the labels, or the shares of the classes. What every model must beat.</summary>
internal sealed class ConstantLearner : ILearner
{
    // A class that no training row has is improbable, not impossible.
    private const double LeastShare = 1e-9;

    public const string TrainerName = "Constant";

    public string Name => TrainerName;

    public IReadOnlyList<ModelTask> Tasks { get; } =
        [ModelTask.BinaryClassification, ModelTask.Regression, ModelTask.MulticlassClassification, ModelTask.Ranking];

    public FeatureStyle Style => FeatureStyle.Linear;

    public bool KeepsMonotone => true;

    public IReadOnlyList<TrainerParameter> Parameters { get; } = [];

    public LearnerResult Train(LearnerInput input, IStageProgress progress, CancellationToken cancellation)
    {
        var bias = Scores(input);
        var model = new LinearModel([.. bias.Select(_ => new double[input.Training.Features.Names.Count])], bias)
        {
            Link = input.Task switch
            {
                ModelTask.Regression or ModelTask.Ranking => OutputLink.Identity,
                ModelTask.BinaryClassification => OutputLink.Sigmoid,
                _ => OutputLink.Softmax,
            },
            Outputs = bias.Length,
        };
        return LinearResult.Of(model, [.. Enumerable.Repeat(bias, input.Validation.Labels.Length).SelectMany(b => b)], input.Validation);
    }

    /// <summary>The raw scores that it gives to any row: the mean, the log-odds, or the logarithms of the classes' shares.</summary>
    public static double[] Scores(LearnerInput input) => input.Task switch
    {
        ModelTask.Regression or ModelTask.Ranking => [Mean(input.Training, label => label)],
        ModelTask.BinaryClassification => [Logit(Mean(input.Training, label => label))],
        _ => [.. Enumerable.Range(0, input.Classes).Select(c => Math.Log(Math.Max(LeastShare, Mean(input.Training, label => label == c ? 1 : 0))))],
    };

    private static double Mean(LabelledRows rows, Func<float, double> value)
    {
        double sum = 0, total = 0;
        for (var row = 0; row < rows.Labels.Length; row++)
        {
            sum += rows.Weight(row) * value(rows.Labels[row]);
            total += rows.Weight(row);
        }

        return sum / total;
    }

    private static double Logit(double share)
    {
        var inside = Math.Clamp(share, LeastShare, 1 - LeastShare);
        return Math.Log(inside / (1 - inside));
    }
}
