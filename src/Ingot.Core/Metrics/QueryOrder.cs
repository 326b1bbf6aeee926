using Ingot.Core.Predictions;

namespace Ingot.Core.Metrics;

/// <summary>
/// What the order is worth in which scores put the rows of a query. Rows of the same score stand in no order: DCG and the reciprocal rank are the means over
/// all orders of them (F. McSherry, M. Najork, "Computing information retrieval performance measures efficiently in the presence of tied scores", ECIR 2008), as
/// scikit-learn's <c>ndcg_score</c> has it; the precision is that of all of them together, as in its <c>average_precision_score</c>.
/// </summary>
/// <param name="Ndcg">The discounted cumulative gain of all rows, divided by that of the best order (K. Järvelin, J. Kekäläinen, ACM TOIS 20, 2002).</param>
/// <param name="NdcgAt5">The same of the first five rows.</param>
/// <param name="NdcgAt10">The same of the first ten rows.</param>
/// <param name="AveragePrecision">The mean, over the rows with a grade of 1 or more, of the share of such rows down to each.</param>
/// <param name="ReciprocalRank">One divided by the place of the first row with a grade of 1 or more.</param>
public readonly record struct QueryOrder(double Ndcg, double NdcgAt5, double NdcgAt10, double AveragePrecision, double ReciprocalRank)
{
    private const int Few = 5;
    private const int Some = 10;

    /// <summary>The order of the rows of a query.</summary>
    /// <param name="predictions">Scores, and grades as labels.</param>
    /// <param name="rows">The rows of the query, of which one or more have a grade of 1 or more.</param>
    public static QueryOrder Of(PredictionSet predictions, int[] rows)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return Of(Array.ConvertAll(rows, r => (double)predictions.Scores[r]), Array.ConvertAll(rows, r => predictions.LabelValues[r]));
    }

    /// <summary>The order of the rows of a query.</summary>
    /// <param name="scores">Their scores.</param>
    /// <param name="grades">Their grades, of which one or more are 1 or more.</param>
    public static QueryOrder Of(double[] scores, double[] grades)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var order = Enumerable.Range(0, scores.Length).ToArray();
        Array.Sort(Array.ConvertAll(scores, s => -s), order);
        var gained = default(Gains);
        var (above, found, precision, reciprocal) = (0, 0, 0.0, 0.0);
        while (above < order.Length)
        {
            // The rows of one score.
            var (end, gain, relevant) = (above, 0.0, 0);
            for (; end < order.Length && scores[order[end]] == scores[order[above]]; end++)
            {
                gain += Gain(grades[order[end]]);
                relevant += grades[order[end]] >= 1 ? 1 : 0;
            }

            var tied = end - above;
            gained.Add(above, end, gain / tied);
            if (found == 0 && relevant > 0)
            {
                reciprocal = ReciprocalPlace(above, tied, relevant);
            }

            found += relevant;
            precision += relevant * found / (double)end;
            above = end;
        }

        var best = Best(grades);
        return new QueryOrder(gained.All / best.All, gained.First / best.First, gained.Firsts / best.Firsts, precision / found, reciprocal);
    }

    /// <summary>The value of a metric of the catalogue.</summary>
    public double Value(string metric) => metric switch
    {
        "NDCG" => Ndcg,
        "NDCG@5" => NdcgAt5,
        "NDCG@10" => NdcgAt10,
        "MAP" => AveragePrecision,
        "MRR" => ReciprocalRank,
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "It is no metric of orders."),
    };

    /// <summary>The gain of a grade, as learners of orders count it (C. Burges et al., "Learning to rank using gradient descent", ICML 2005).</summary>
    private static double Gain(double grade) => Math.Pow(2, grade) - 1;

    private static Gains Best(double[] grades)
    {
        var sorted = (double[])grades.Clone();
        Array.Sort(sorted, (a, b) => b.CompareTo(a));
        var best = default(Gains);
        for (var place = 0; place < sorted.Length; place++)
        {
            best.Add(place, place + 1, Gain(sorted[place]));
        }

        return best;
    }

    /// <summary>The mean of one divided by the place of the first relevant row, over all orders of tied rows.</summary>
    private static double ReciprocalPlace(int above, int tied, int relevant)
    {
        // That it is the k-th of them: the k - 1 before it are others.
        var (mean, chance) = (0.0, relevant / (double)tied);
        for (var k = 1; k <= tied - relevant + 1; k++)
        {
            mean += chance / (above + k);
            chance *= (tied - k - relevant + 1) / (double)Math.Max(1, tied - k);
        }

        return mean;
    }

    /// <summary>Gains, discounted by the logarithm of the place.</summary>
    private record struct Gains(double All, double First, double Firsts)
    {
        /// <summary>Adds rows of the same gain at places, from 0, up to another.</summary>
        public void Add(int from, int end, double gain)
        {
            for (var place = from; place < end; place++)
            {
                var discounted = gain / Math.Log2(place + 2);
                All += discounted;
                First += place < Few ? discounted : 0;
                Firsts += place < Some ? discounted : 0;
            }
        }
    }
}
