using Ingot.Core.Statistics;

namespace Ingot.Core.Curves;

/// <summary>What is predicted positive as the threshold falls from one distinct score to the next.</summary>
internal static class ThresholdSweep
{
    /// <summary>For each distinct score, from the highest: the weight of the positive and of the negative rows from there on.</summary>
    public static List<(double Threshold, double TruePositives, double FalsePositives)> Of(ClassScores rows)
    {
        var keys = Array.ConvertAll(rows.Scores, s => -s);
        var order = RowOrder.Of(keys, rows.Weights);
        var steps = new List<(double, double, double)>();
        double tp = 0, fp = 0;
        for (var i = 0; i < order.Length; i++)
        {
            var row = order[i];
            (tp, fp) = rows.Positive[row] ? (tp + rows.Weights[row], fp) : (tp, fp + rows.Weights[row]);
            if (i == order.Length - 1 || keys[i + 1] != keys[i])
            {
                steps.Add((-keys[i], tp, fp));
            }
        }

        return steps;
    }
}
