using Ingot.Core.Predictions;

namespace Ingot.Core.Curves;

/// <summary>The rows of which a curve can be made.</summary>
internal static class UsableRows
{
    /// <summary>The rows with finite scores, a known label and a weight above 0.</summary>
    public static int[] Of(PredictionSet predictions) =>
    [
        .. Enumerable.Range(0, predictions.Rows).Where(r =>
            predictions.HasScore(r) && predictions.HasLabel(r) && predictions.HasWeight(r) && predictions.Weights?[r] is null or > 0),
    ];
}
