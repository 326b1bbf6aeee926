namespace Ingot.Training.Ensembles;

/// <summary>
/// Weights of models by greedy selection with replacement: the mean of a bag grows by whatever model lowers its loss most, and a model's weight is its share of the best bag (R. Caruana,
/// A. Niculescu-Mizil, G. Crew, A. Ksikes, "Ensemble selection from libraries of models", ICML 2004). They are 0 or more and sum to 1, as L. Breiman's "Stacked regressions" (Machine Learning 24, 1996)
/// found that they should be.
/// </summary>
internal static class EnsembleSelection
{
    /// <summary>How many models the bag may come to have.</summary>
    public const int Steps = 50;

    /// <summary>The weights.</summary>
    /// <param name="scores">For each model what it says of the rows.</param>
    /// <param name="loss">The loss of scores.</param>
    public static double[] Weights(IReadOnlyList<double[]> scores, Func<double[], double> loss)
    {
        var counts = Counts(scores, loss);
        return Array.ConvertAll(counts, c => (double)c / counts.Sum());
    }

    /// <summary>How often each model is in the best bag. Where no bag has a finite loss, each is once.</summary>
    /// <param name="scores">As of <see cref="Weights"/>.</param>
    /// <param name="loss">As there.</param>
    public static int[] Counts(IReadOnlyList<double[]> scores, Func<double[], double> loss)
    {
        var (counts, best, bestLoss) = (new int[scores.Count], new int[scores.Count], double.PositiveInfinity);
        var (sum, next) = (new double[scores[0].Length], new double[scores[0].Length]);
        for (var step = 1; step <= Steps; step++)
        {
            var (chosen, least) = (-1, double.PositiveInfinity);
            for (var m = 0; m < scores.Count; m++)
            {
                for (var i = 0; i < sum.Length; i++)
                {
                    next[i] = (sum[i] + scores[m][i]) / step;
                }

                // Of equal ones the first: it is the one that the project names first.
                if (loss(next) is var value && value < least)
                {
                    (chosen, least) = (m, value);
                }
            }

            if (chosen < 0)
            {
                break;
            }

            counts[chosen]++;
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += scores[chosen][i];
            }

            if (least < bestLoss)
            {
                (best, bestLoss) = ([.. counts], least);
            }
        }

        return best.Sum() == 0 ? [.. scores.Select(_ => 1)] : best;
    }
}
