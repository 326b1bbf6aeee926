using Ingot.Core.Estimation;
using Ingot.Core.Tables;
using Ingot.Training;

namespace Ingot.Pipeline.Monitor;

/// <summary>
/// Learns the loss of rows by boosted trees of squared error, from the features and the prediction. It stops when a fifth of the rows shows nothing better:
/// where errors are as great everywhere it then says nearly the same of all rows.
/// </summary>
/// <param name="learner">Grows the trees.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class TreeLossLearner(TableLearner learner, CancellationToken cancellation = default) : ILossLearner
{
    private static readonly TreeSettings Settings = new() { Iterations = 200, LearningRate = 0.05, EarlyStopping = 20 };

    /// <inheritdoc />
    public ILossModel Learn(Table features, float[] predictions, double[] losses, double[] weights, int seed) => new TreeLossModel(
        learner.Regress(TreeLossModel.WithPredictions(features, predictions), losses, weights, Settings, seed, cancellation), cancellation);
}
