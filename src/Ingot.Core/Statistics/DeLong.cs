namespace Ingot.Core.Statistics;

/// <summary>
/// The area under the ROC curve with DeLong's variance (E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson, Biometrics 44,
/// 1988) by mid-ranks (X. Sun, W. Xu, IEEE Signal Processing Letters 21, 2014); ties count one half. Weights say how much
/// a row counts; for the variance it is one observation all the same, and none when it weighs nothing.
/// </summary>
public static class DeLong
{
    /// <summary>The AUC and its interval; NaN when there is one class only.</summary>
    /// <param name="scores">A score per row; greater means more likely positive.</param>
    /// <param name="positive">Whether each row is positive.</param>
    /// <param name="weights">The weight of each row.</param>
    public static Interval Auc(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positive, ReadOnlySpan<double> weights)
    {
        var (area, placements, positives, negatives) = Place(scores, positive, weights);
        double s10 = 0, s01 = 0;
        for (var i = 0; i < placements.Length; i++)
        {
            var d = weights[i] * (placements[i] - area);
            if (positive[i])
            {
                s10 += d * d;
            }
            else
            {
                s01 += d * d;
            }
        }

        var variance = (Correct(s10, positives.Rows) / (positives.Weight * positives.Weight))
            + (Correct(s01, negatives.Rows) / (negatives.Weight * negatives.Weight));
        var interval = Interval.Normal(area, Math.Sqrt(variance));
        return interval with { Low = Math.Max(0, interval.Low), High = Math.Min(1, interval.High) };
    }

    /// <summary>
    /// The AUC with what each row adds to its error: the values of two models on the same rows give DeLong's covariance
    /// of their AUCs.
    /// </summary>
    /// <param name="scores">A score per row; greater means more likely positive.</param>
    /// <param name="positive">Whether each row is positive.</param>
    /// <param name="weights">The weight of each row.</param>
    public static InfluenceValues Influence(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positive, ReadOnlySpan<double> weights)
    {
        var (area, placements, positives, negatives) = Place(scores, positive, weights);
        var ofPositive = Math.Sqrt(Correct(1, positives.Rows)) / positives.Weight;
        var ofNegative = Math.Sqrt(Correct(1, negatives.Rows)) / negatives.Weight;
        for (var i = 0; i < placements.Length; i++)
        {
            placements[i] = weights[i] * (placements[i] - area) * (positive[i] ? ofPositive : ofNegative);
        }

        return new InfluenceValues(area, placements);
    }

    // The placement of a positive row: the share of negatives below it (ties one half); of a negative row: that of positives above.
    private static (double Area, double[] Placements, (double Weight, long Rows) Positives, (double Weight, long Rows) Negatives) Place(
        ReadOnlySpan<double> scores, ReadOnlySpan<bool> positive, ReadOnlySpan<double> weights)
    {
        var n = scores.Length;
        var keys = scores.ToArray();
        var order = RowOrder.Of(keys, weights);

        double positives = 0, negatives = 0;
        long positiveRows = 0, negativeRows = 0;
        for (var i = 0; i < n; i++)
        {
            if (positive[i])
            {
                positives += weights[i];
                positiveRows += weights[i] > 0 ? 1 : 0;
            }
            else
            {
                negatives += weights[i];
                negativeRows += weights[i] > 0 ? 1 : 0;
            }
        }

        if (!(positives > 0) || !(negatives > 0))
        {
            return (double.NaN, [.. Enumerable.Repeat(double.NaN, n)], (positives, positiveRows), (negatives, negativeRows));
        }

        var placements = new double[n];
        double positivesBelow = 0, negativesBelow = 0;
        for (var start = 0; start < n;)
        {
            var end = start;
            double tiedPositives = 0, tiedNegatives = 0;
            while (end < n && keys[end] == keys[start])
            {
                var row = order[end++];
                if (positive[row])
                {
                    tiedPositives += weights[row];
                }
                else
                {
                    tiedNegatives += weights[row];
                }
            }

            for (var i = start; i < end; i++)
            {
                var row = order[i];
                placements[row] = positive[row]
                    ? (negativesBelow + (tiedNegatives / 2)) / negatives
                    : 1 - ((positivesBelow + (tiedPositives / 2)) / positives);
            }

            positivesBelow += tiedPositives;
            negativesBelow += tiedNegatives;
            start = end;
        }

        double area = 0;
        for (var i = 0; i < n; i++)
        {
            area += positive[i] ? weights[i] * placements[i] : 0;
        }

        area /= positives;
        return (area, placements, (positives, positiveRows), (negatives, negativeRows));
    }

    private static double Correct(double squares, long rows) => rows > 1 ? squares * rows / (rows - 1) : double.NaN;
}
