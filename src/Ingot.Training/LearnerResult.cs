using Ingot.Onnx.Learned;

namespace Ingot.Training;

/// <summary>What a learner learned.</summary>
/// <param name="Model">The model.</param>
/// <param name="ValidationScores">The learner's own raw scores of the validation rows, row by row.</param>
/// <param name="Iterations">Iterations that were kept.</param>
/// <param name="Metric">Name of the validation metric.</param>
/// <param name="Value">Its value; no number where it was not looked at, as <see cref="LearnerInput.Rounds"/> were given.</param>
public sealed record LearnerResult(LearnedModel Model, double[] ValidationScores, int Iterations, string Metric, double Value)
{
    /// <summary>The greatest value of the metric from the best iteration on, among those too that are not kept; NaN: there is one value only.</summary>
    public double Worst { get; init; } = double.NaN;

    /// <summary>What was made small, of numbers; null: the squared error.</summary>
    public RegressionLoss? Loss { get; init; }

    /// <summary>What is taken for an anomaly; null where that is not what was learned.</summary>
    public AnomalyReport? Anomalies { get; init; }

    /// <summary>What clusters were found; null where that is not what was learned.</summary>
    public ClusterReport? Clusters { get; init; }

    /// <summary>Iterations that were kept of each of the models that make the model: one, or one a class where each is learned against the others. Of a clustering the number of clusters.</summary>
    public IReadOnlyList<int> Rounds { get; init; } = [Iterations];
}
