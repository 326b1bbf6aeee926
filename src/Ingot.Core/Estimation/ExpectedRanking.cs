namespace Ingot.Core.Estimation;

/// <summary>The metrics of an order of rows, in which each label is replaced by its probability.</summary>
internal static class ExpectedRanking
{
    /// <summary>
    /// The area under the ROC curve whose steps are the expected positives and negatives at each score, ties by a straight line: the
    /// weighted share of pairs of a positive and a negative row that stand in the right order. A row makes a pair with itself too,
    /// as in NannyML's definition; that is of the order of one by the number of rows.
    /// </summary>
    /// <param name="scores">What the rows are ordered by: the model's own scores.</param>
    /// <param name="p">The probability of each row to be positive.</param>
    /// <param name="weights">The weight of each row.</param>
    public static ExpectedMetric Area(double[] scores, double[] p, double[] weights)
    {
        var (keys, order) = Sort(scores);
        double positives = 0, negatives = 0;
        for (var i = 0; i < p.Length; i++)
        {
            positives += weights[i] * p[i];
            negatives += weights[i] * (1 - p[i]);
        }

        if (!(positives > 0) || !(negatives > 0))
        {
            return ExpectedMetric.Undefined(1);
        }

        double positivesBelow = 0, negativesBelow = 0, ordered = 0;
        var slopes = new double[p.Length];
        for (var start = 0; start < keys.Length;)
        {
            var end = start;
            double tiedPositives = 0, tiedNegatives = 0;
            for (; end < keys.Length && keys[end] == keys[start]; end++)
            {
                var row = order[end];
                tiedPositives += weights[row] * p[row];
                tiedNegatives += weights[row] * (1 - p[row]);
            }

            // What a positive row is above of, less what a negative row is below of.
            var gain = negativesBelow + (tiedNegatives / 2) - (positives - positivesBelow - (tiedPositives / 2));
            ordered += tiedPositives * (negativesBelow + (tiedNegatives / 2));
            for (var i = start; i < end; i++)
            {
                slopes[order[i]] = gain;
            }

            positivesBelow += tiedPositives;
            negativesBelow += tiedNegatives;
            start = end;
        }

        var value = ordered / positives / negatives;
        for (var i = 0; i < slopes.Length; i++)
        {
            slopes[i] = weights[i] * ((slopes[i] / positives / negatives) - (value * ((1 / positives) - (1 / negatives))));
        }

        return new ExpectedMetric(value, [slopes]);
    }

    /// <summary>The average precision: the expected precision at each row that is positive, which is itself a hit for certain, over the expected positives.</summary>
    /// <param name="scores">What the rows are ordered by.</param>
    /// <param name="p">The probability of each row to be positive.</param>
    /// <param name="weights">The weight of each row.</param>
    public static ExpectedMetric AveragePrecision(double[] scores, double[] p, double[] weights)
    {
        var (keys, order) = Sort(scores);
        double positives = 0;
        for (var i = 0; i < p.Length; i++)
        {
            positives += weights[i] * p[i];
        }

        if (!(positives > 0))
        {
            return ExpectedMetric.Undefined(1);
        }

        var (hits, all) = AtLeastSoHigh(keys, order, p, weights);
        double sum = 0, belowOrTied = 0;
        var slopes = new double[p.Length];
        for (var start = 0; start < keys.Length;)
        {
            var end = start;
            double tied = 0;
            for (; end < keys.Length && keys[end] == keys[start]; end++)
            {
                tied += weights[order[end]] * p[order[end]];
            }

            belowOrTied += all[start] > 0 ? tied / all[start] : 0;
            for (var i = start; i < end && all[start] > 0; i++)
            {
                var row = order[i];
                var w = weights[row];
                sum += w * p[row] * (hits[start] + (w * (1 - p[row]))) / all[start];
                slopes[row] = w * ((hits[start] / all[start]) + belowOrTied);
            }

            start = end;
        }

        var value = sum / positives;
        for (var i = 0; i < slopes.Length; i++)
        {
            slopes[i] = (slopes[i] - (weights[i] * value)) / positives;
        }

        return new ExpectedMetric(value, [slopes]);
    }

    private static (double[] Keys, int[] Order) Sort(double[] scores)
    {
        var keys = (double[])scores.Clone();
        var order = new int[keys.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(keys, order);
        return (keys, order);
    }

    private static (double[] Hits, double[] All) AtLeastSoHigh(double[] keys, int[] order, double[] p, double[] weights)
    {
        var (hits, all) = (new double[keys.Length], new double[keys.Length]);
        double sumOfHits = 0, sumOfAll = 0;
        for (var end = keys.Length - 1; end >= 0;)
        {
            var start = end;
            for (; start >= 0 && keys[start] == keys[end]; start--)
            {
                sumOfAll += weights[order[start]];
                sumOfHits += weights[order[start]] * p[order[start]];
            }

            hits.AsSpan(start + 1, end - start).Fill(sumOfHits);
            all.AsSpan(start + 1, end - start).Fill(sumOfAll);
            end = start;
        }

        return (hits, all);
    }
}
