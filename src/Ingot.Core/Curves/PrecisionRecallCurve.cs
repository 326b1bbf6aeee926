namespace Ingot.Core.Curves;

/// <summary>How many of the positives are found, and how many of those predicted positive are.</summary>
public static class PrecisionRecallCurve
{
    /// <summary>
    /// Recall, precision and threshold at each distinct score, from the highest score down, as scikit-learn's
    /// <c>precision_recall_curve</c> without its artificial last point (0, 1); thinned to the points that show its shape.
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="mostPoints">The greatest number of points.</param>
    /// <returns>Empty where it is undefined: without positive rows.</returns>
    public static IReadOnlyList<CurvePoint> Of(ClassScores rows, int mostPoints = 500)
    {
        var steps = ThresholdSweep.Of(rows);
        return steps.Count == 0 || !(steps[^1].TruePositives > 0)
            ? []
            : CurveThinning.Of(
                [.. steps.Select(s => new CurvePoint(s.TruePositives / steps[^1].TruePositives, s.TruePositives / (s.TruePositives + s.FalsePositives), s.Threshold))],
                mostPoints);
    }

    /// <summary>The point of a threshold; its precision is NaN where nothing is predicted positive.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="threshold">The threshold.</param>
    public static CurvePoint At(ClassScores rows, double threshold)
    {
        var (tp, fp, positives, _) = Counts.At(rows, threshold);
        return new CurvePoint(tp / positives, tp / (tp + fp), threshold);
    }

    /// <summary>The precision of a model that knows nothing: the share of positive rows.</summary>
    /// <param name="rows">The rows.</param>
    public static double Prevalence(ClassScores rows)
    {
        var (_, _, positives, negatives) = Counts.At(rows, double.PositiveInfinity);
        return positives / (positives + negatives);
    }
}
