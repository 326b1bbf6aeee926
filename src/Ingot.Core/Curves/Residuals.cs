using Ingot.Core.Predictions;

namespace Ingot.Core.Curves;

/// <summary>Where a regression erred: true value less predicted value, for each row. Row <c>i</c> of each array is the same row.</summary>
/// <param name="Predicted">The predicted values.</param>
/// <param name="Values">The residuals.</param>
/// <param name="Weights">How much each row counts.</param>
public sealed record Residuals(double[] Predicted, double[] Values, double[] Weights)
{
    /// <summary>Number of rows.</summary>
    public int Rows => Values.Length;

    /// <summary>The residuals of predictions.</summary>
    /// <param name="predictions">A regression's predictions; rows without a score, a label or a weight are left out.</param>
    public static Residuals Of(PredictionSet predictions)
    {
        var rows = UsableRows.Of(predictions);
        return new Residuals(
            Array.ConvertAll(rows, r => (double)predictions.Scores[r]),
            Array.ConvertAll(rows, r => predictions.LabelValues[r] - predictions.Scores[r]),
            Array.ConvertAll(rows, r => predictions.Weights?[r] ?? 1));
    }

    /// <summary>The residuals in ascending order, each with the share of the weight that lies below its own middle: (i - 0.5) / n without weights.</summary>
    public (double[] Values, double[] Shares) Ranked()
    {
        var values = (double[])Values.Clone();
        var shares = (double[])Weights.Clone();
        Array.Sort(values, shares);
        double below = 0;
        for (var i = 0; i < shares.Length; i++)
        {
            (below, shares[i]) = (below + shares[i], below + (shares[i] / 2));
        }

        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] /= below;
        }

        return (values, shares);
    }
}
