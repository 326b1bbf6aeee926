using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;
using Ingot.Training.MLNet;

namespace Ingot.Training.Linear;

/// <summary>
/// Linear regression with a penalty: makes half the mean squared error, plus half of L2 times the squares and L1 times the absolute values of the weights, as small as it can be, with a constant that
/// is not penalised. (ML.NET's ordinary least squares need Intel's MKL; its stochastic dual coordinate ascent ends far from the solution, or nowhere, of few rows.)
/// </summary>
internal sealed class LinearRegressionLearner : ILearner
{
    /// <summary>Up to so many features the products of all pairs of them are held, 8 MB.</summary>
    private const int MostOfPairs = 1024;

    public string Name => "LinearRegression";

    public IReadOnlyList<ModelTask> Tasks { get; } = [ModelTask.Regression];

    public FeatureStyle Style => FeatureStyle.Linear;

    public bool KeepsMonotone => false;

    /// <summary>L1 and L2 stand beside the mean of the rows' losses, of labels in units of their standard deviation; 1 / rows is the penalty of scikit-learn's <c>Ridge()</c>.</summary>
    public IReadOnlyList<TrainerParameter> Parameters { get; } =
    [
        TrainerParameter.Whole("Iterations", 1000, 1),
        new("L1", 0, 0, float.MaxValue),
        TrainerParameter.PerRow("L2", 1e-9, float.MaxValue),
        new("Tolerance", 1e-7, 1e-12, 1),
    ];

    public LearnerResult Train(LearnerInput input, IStageProgress progress, CancellationToken cancellation)
    {
        var rows = LinearRows.Of(input.Training, input.Threads);
        var (l1, l2) = (input.Values["L1"], input.Values["L2"]);
        var ends = new LinearEnds(input.Values.Whole("Iterations"), input.Values["Tolerance"]);
        var (weights, isDone) = l1 > 0 ? CoordinateDescent.Solve(rows, l1, l2, ends, cancellation)
            : rows.Width <= MostOfPairs ? (NormalEquations.Solve(rows, l2, cancellation), true)
            : ConjugateGradients.Solve(rows, l2, ends, cancellation);
        if (!isDone)
        {
            progress.Report(FormattableString.Invariant($"{Name} ended after {ends.Iterations:N0} iterations, before the weights moved by less than Tolerance ({ends.Tolerance}): give it more Iterations or a greater L2"));
        }

        // The file has 32 bits of each weight: what is compared with it has as many.
        weights = Array.ConvertAll(weights, w => (double)(float)(w * rows.Deviation));
        var bias = (double)(float)(rows.Mean - rows.Means.Zip(weights, (m, w) => m * w).Sum());
        var model = new LinearModel([weights], [bias]) { Link = OutputLink.Identity, Outputs = 1 };
        var scores = Array.ConvertAll(LinearRows.Products(input.Validation.Features, weights, input.Threads), s => s + bias);
        return LinearResult.Of(model, scores, input.Validation);
    }
}
