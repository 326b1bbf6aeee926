using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Statistics;
using Ingot.Core.Tables;

namespace Ingot.Core.Estimation;

/// <summary>Losses of labelled rows, as they are and as a learner that has not seen them estimates them.</summary>
public static class LossFolds
{
    /// <summary>Number of parts; each is estimated by what was learned from the others.</summary>
    public const int Count = 5;

    /// <summary>The loss of each row; NaN for a row without a finite score or label.</summary>
    /// <param name="predictions">Predicted numbers with their true values.</param>
    /// <param name="kind">Which loss.</param>
    public static double[] Losses(PredictionSet predictions, LossKind kind)
    {
        var losses = new double[predictions.Rows];
        for (var r = 0; r < losses.Length; r++)
        {
            var truth = predictions.LabelValues[r];
            var error = Math.Abs(truth - predictions.Scores[r]);
            losses[r] = !double.IsFinite(error) ? double.NaN : kind switch
            {
                LossKind.Absolute => error,
                LossKind.Squared => error * error,
                _ => RegressionMetrics.RelativeError(error, truth),
            };
        }

        return losses;
    }

    /// <summary>The loss of each row as a learner estimates it that has learned from the other four fifths; NaN for rows without a loss or a weight.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="features">The features of the labelled rows.</param>
    /// <param name="reference">Their predictions and true values.</param>
    /// <param name="kind">Which loss.</param>
    /// <param name="seed">Of the assignment to parts, and of the learner.</param>
    public static double[] Estimate(ILossLearner learner, Table features, PredictionSet reference, LossKind kind, int seed)
    {
        var losses = Losses(reference, kind);
        var rows = Enumerable.Range(0, reference.Rows)
            .Where(r => double.IsFinite(losses[r]) && reference.HasWeight(r) && reference.Weights?[r] is null or > 0).ToArray();
        var random = new SplitMix64((uint)seed);
        for (var i = rows.Length - 1; i > 0; i--)
        {
            var other = random.Below(i + 1);
            (rows[i], rows[other]) = (rows[other], rows[i]);
        }

        var estimates = new double[reference.Rows];
        Array.Fill(estimates, double.NaN);
        for (var part = 0; part < Count; part++)
        {
            var held = rows.Where((_, i) => i % Count == part).ToArray();
            var others = rows.Where((_, i) => i % Count != part).ToArray();
            if (held.Length == 0 || others.Length == 0)
            {
                continue;
            }

            var model = learner.Learn(
                features.Take(others), Array.ConvertAll(others, r => reference.Scores[r]), Array.ConvertAll(others, r => losses[r]), Array.ConvertAll(others, r => reference.Weights?[r] ?? 1), seed);
            var estimated = model.Estimate(features.Take(held), Array.ConvertAll(held, r => reference.Scores[r]));
            for (var i = 0; i < held.Length; i++)
            {
                estimates[held[i]] = estimated[i];
            }
        }

        return estimates;
    }
}
