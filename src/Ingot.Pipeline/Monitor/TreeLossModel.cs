using Ingot.Core.Estimation;
using Ingot.Core.Tables;
using Ingot.Training;

namespace Ingot.Pipeline.Monitor;

/// <summary>What a <see cref="TreeLossLearner"/> learned.</summary>
/// <param name="model">The trees.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class TreeLossModel(TableModel model, CancellationToken cancellation) : ILossModel
{
    private const string Prediction = "prediction";

    /// <inheritdoc />
    /// <remarks>Trees may say a little less than 0 of rows that have hardly any loss. It is left so: what is calibrated is their order.</remarks>
    public double[] Estimate(Table features, float[] predictions) => model.Score(WithPredictions(features, predictions), cancellation);

    /// <summary>The features with the prediction as one more, under a name that no feature has.</summary>
    public static Table WithPredictions(Table features, float[] predictions)
    {
        var name = Prediction;
        while (features.Find(name) is not null)
        {
            name += "_";
        }

        return new Table([.. features.Columns, new NumberColumn(name, Array.ConvertAll(predictions, p => (double)p))]);
    }
}
