namespace Ingot.Training.Isolation;

/// <summary>From which score on rows are anomalies, so that about a given share of the training rows is.</summary>
internal static class AnomalyCut
{
    // Sums of weights are not exact.
    private const double Rounding = 1e-9;

    /// <summary>
    /// The score in the middle between the last row that is an anomaly and the first that is none: of n rows those with the ceil(share * n) greatest scores are; where
    /// equal scores lie on both sides of that, all of these are none.
    /// </summary>
    /// <param name="scores">The scores of the training rows.</param>
    /// <param name="weights">How much each counts; null: all alike.</param>
    /// <param name="contamination">The share, above 0 and below 1.</param>
    public static float Of(float[] scores, float[]? weights, double contamination)
    {
        var groups = scores.Select((s, i) => (Score: s, Weight: (double)(weights?[i] ?? 1))).Where(r => r.Weight > 0)
            .GroupBy(r => r.Score).Select(g => (Score: g.Key, Rows: g.Count(), Weight: g.Sum(r => r.Weight))).OrderByDescending(g => g.Score).ToList();
        var most = contamination * groups.Sum(g => g.Weight) * (1 - Rounding);
        var (anomalies, sum) = (0, 0.0);

        // Of equal scores the last row must still be one of so many.
        while (anomalies < groups.Count && sum + (groups[anomalies].Weight * (groups[anomalies].Rows - 1) / groups[anomalies].Rows) < most)
        {
            sum += groups[anomalies++].Weight;
        }

        if (anomalies == 0)
        {
            return float.BitIncrement(groups[0].Score);
        }

        var last = groups[anomalies - 1].Score;
        if (anomalies == groups.Count)
        {
            return last;
        }

        var middle = (last + groups[anomalies].Score) / 2;
        return middle > groups[anomalies].Score ? middle : last;
    }

    /// <summary>The share of the weight that a threshold takes for anomalies.</summary>
    public static double Share(float[] scores, float[]? weights, float threshold)
    {
        double sum = 0, total = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            var weight = weights?[i] ?? 1;
            (sum, total) = (sum + (scores[i] >= threshold ? weight : 0), total + weight);
        }

        return sum / total;
    }
}
