using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;
using Ingot.Training;

namespace Contoso.Churn.Training;

/// <summary>Tells two classes apart by which mean of the training rows is nearer.</summary>
public sealed class NearestMean : ILearner
{
    public string Name => "NearestMean";

    public IReadOnlyList<ModelTask> Tasks { get; } = [ModelTask.BinaryClassification];

    // Missing values filled, categories as columns of 0 and 1, numbers standardised.
    public FeatureStyle Style => FeatureStyle.Linear;

    public bool KeepsMonotone => false;

    public IReadOnlyList<TrainerParameter> Parameters { get; } = [new("Shrinkage", Default: 0, Min: 0, Max: 1)];

    public LearnerResult Train(LearnerInput input, IStageProgress progress, CancellationToken cancellation)
    {
        var width = input.Training.Features.Names.Count;
        var (means, rows) = (new double[2][], new double[2]);
        (means[0], means[1]) = (new double[width], new double[width]);
        var values = input.Training.Features.Matrix.Values;
        for (var row = 0; row < input.Training.Labels.Length; row++)
        {
            var (label, weight) = ((int)input.Training.Labels[row], input.Training.Weight(row));
            rows[label] += weight;
            for (var f = 0; f < width; f++)
            {
                means[label][f] += weight * values[(row * width) + f];
            }
        }

        // Half way between the means both classes are as probable as they are frequent.
        var (weights, bias) = (new double[width], Math.Log(rows[1] / rows[0]));
        for (var f = 0; f < width; f++)
        {
            var (no, yes) = (means[0][f] / rows[0], means[1][f] / rows[1]);
            weights[f] = (yes - no) * (1 - input.Values["Shrinkage"]);
            bias -= weights[f] * (yes + no) / 2;
        }

        var scores = Scores(weights, bias, input.Validation.Features.Matrix.Values);
        var loss = scores.Select((s, row) => Math.Log(1 + Math.Exp(input.Validation.Labels[row] > 0 ? -s : s))).Average();
        return new LearnerResult(new LinearModel([weights], [bias]) { Link = OutputLink.Sigmoid, Outputs = 1 }, scores, Iterations: 1, "logloss", loss);
    }

    private static double[] Scores(double[] weights, double bias, float[] values)
    {
        var scores = new double[values.Length / weights.Length];
        for (var row = 0; row < scores.Length; row++)
        {
            scores[row] = bias + Enumerable.Range(0, weights.Length).Sum(f => weights[f] * values[(row * weights.Length) + f]);
        }

        return scores;
    }
}
