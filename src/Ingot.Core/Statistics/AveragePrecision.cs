namespace Ingot.Core.Statistics;

/// <summary>
/// Average precision, the area below the steps of the precision-recall curve, in scikit-learn's definition: the mean over the
/// positive rows of the precision at their score (ties together). Its error is that of the delta method: what the average
/// precision would change if a row weighed more. That is exact to first order and needs two passes over the sorted rows.
/// </summary>
public static class AveragePrecision
{
    /// <summary>The average precision with what each row adds to its error; NaN when no row is positive.</summary>
    /// <param name="scores">A score per row; greater means more likely positive.</param>
    /// <param name="positive">Whether each row is positive.</param>
    /// <param name="weights">The weight of each row; one of weight 0 is not an observation.</param>
    public static InfluenceValues Influence(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positive, ReadOnlySpan<double> weights)
    {
        var n = scores.Length;
        double positives = 0, counted = 0;
        for (var i = 0; i < n; i++)
        {
            positives += positive[i] ? weights[i] : 0;
            counted += weights[i] > 0 ? 1 : 0;
        }

        var keys = scores.ToArray();
        var order = RowOrder.Of(keys, weights);
        var (hits, all) = AtLeastSoHigh(keys, order, positive, weights);

        double sum = 0;
        for (var i = 0; i < n; i++)
        {
            sum += positive[order[i]] && all[i] > 0 ? weights[order[i]] * hits[i] / all[i] : 0;
        }

        var value = positives > 0 ? sum / positives : double.NaN;
        var scale = (counted > 1 ? Math.Sqrt(counted / (counted - 1)) : double.NaN) / positives;
        var rows = new double[n];

        // A row is among those of at least a score for every positive row at or below its own: as a hit and as one of all.
        double asHit = 0, asOneOfAll = 0;
        for (var start = 0; start < n;)
        {
            var end = start;
            double tied = 0;
            while (end < n && keys[end] == keys[start])
            {
                tied += positive[order[end]] ? weights[order[end]] : 0;
                end++;
            }

            var precision = all[start] > 0 ? hits[start] / all[start] : 0;
            asHit += tied > 0 ? tied / all[start] : 0;
            asOneOfAll += tied > 0 ? tied * precision / all[start] : 0;
            for (var i = start; i < end; i++)
            {
                var row = order[i];
                rows[row] = scale * weights[row] * ((positive[row] ? precision + asHit - value : 0) - asOneOfAll);
            }

            start = end;
        }

        return new InfluenceValues(value, rows);
    }

    /// <summary>For each place of the ascending order the weight of the positive rows, and of all rows, of that score or a higher one.</summary>
    private static (double[] Hits, double[] All) AtLeastSoHigh(double[] keys, int[] order, ReadOnlySpan<bool> positive, ReadOnlySpan<double> weights)
    {
        var (hits, all) = (new double[keys.Length], new double[keys.Length]);
        double sumOfHits = 0, sumOfAll = 0;
        for (var end = keys.Length - 1; end >= 0;)
        {
            var start = end;
            while (start >= 0 && keys[start] == keys[end])
            {
                var row = order[start--];
                sumOfAll += weights[row];
                sumOfHits += positive[row] ? weights[row] : 0;
            }

            hits.AsSpan(start + 1, end - start).Fill(sumOfHits);
            all.AsSpan(start + 1, end - start).Fill(sumOfAll);
            end = start;
        }

        return (hits, all);
    }
}
