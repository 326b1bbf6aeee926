namespace Ingot.Core.Curves;

/// <summary>The receiver operating characteristic: how many positives are found at the price of how many false alarms.</summary>
public static class RocCurve
{
    /// <summary>
    /// The curve from (0, 0) to (1, 1): false positive rate, true positive rate and threshold at each distinct score, as
    /// scikit-learn's <c>roc_curve</c> without dropped points; thinned to the points that show its shape.
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="mostPoints">The greatest number of points.</param>
    /// <returns>Empty where it is undefined: without positive or without negative rows.</returns>
    public static IReadOnlyList<CurvePoint> Of(ClassScores rows, int mostPoints = 500)
    {
        var steps = ThresholdSweep.Of(rows);
        if (steps.Count == 0 || !(steps[^1].TruePositives > 0) || !(steps[^1].FalsePositives > 0))
        {
            return [];
        }

        var (_, positives, negatives) = steps[^1];
        return CurveThinning.Of(
            [
                new CurvePoint(0, 0, double.PositiveInfinity),
                .. steps.Select(s => new CurvePoint(s.FalsePositives / negatives, s.TruePositives / positives, s.Threshold)),
            ],
            mostPoints);
    }

    /// <summary>The point of a threshold: what is predicted positive from that score on. NaN where it is undefined.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="threshold">The threshold.</param>
    public static CurvePoint At(ClassScores rows, double threshold)
    {
        var (tp, fp, positives, negatives) = Counts.At(rows, threshold);
        return new CurvePoint(fp / negatives, tp / positives, threshold);
    }
}
