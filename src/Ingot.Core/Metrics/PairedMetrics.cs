using Ingot.Core.Predictions;
using Ingot.Core.Specs;
using Ingot.Core.Statistics;

namespace Ingot.Core.Metrics;

/// <summary>Compares two models' metrics on the same rows.</summary>
/// <remarks>
/// AUC and MacroAUC by DeLong's covariance; accuracies and recalls as paired shares (McNemar, Tango, Tang-Tang-Chan), with
/// uneven weights as means; means of losses and errors by the paired differences; RMSE and precision by the delta method;
/// all others by the paired bootstrap, whose rows are drawn whatever their class, since how many rows of a class the data
/// have is chance too.
/// </remarks>
public static class PairedMetrics
{
    /// <summary>Compares a metric.</summary>
    /// <param name="metric">The metric's name.</param>
    /// <param name="baseline">The baseline's predictions.</param>
    /// <param name="candidate">The candidate's, row by row of the same rows.</param>
    /// <param name="threshold">Probability from which the positive class is predicted (binary).</param>
    /// <param name="seed">Of the bootstrap.</param>
    /// <param name="rows">The rows to compare on; null for all.</param>
    /// <returns>
    /// The comparison; null for a metric that is none of rows, and where a row lacks a score, a label or a weight.
    /// </returns>
    public static PairedStatistic? Compare(
        string metric, PredictionSet baseline, PredictionSet candidate, double threshold, int seed, int[]? rows = null)
    {
        if (baseline.Rows != candidate.Rows || baseline.Task != candidate.Task)
        {
            throw new ArgumentException("Both must be predictions of the same rows.", nameof(candidate));
        }

        rows ??= [.. Enumerable.Range(0, candidate.Rows)];
        if (!Array.TrueForAll(rows, r => candidate.HasScore(r) && baseline.HasScore(r) && candidate.HasLabel(r) && candidate.HasWeight(r)))
        {
            return null;
        }

        var paired = new PairedRows(baseline, candidate, rows, seed);
        return candidate.Task switch
        {
            ModelTask.BinaryClassification => Binary(metric, paired, threshold),
            ModelTask.MulticlassClassification => Multiclass(metric, paired, candidate.Classes),
            ModelTask.Regression => Regression(metric, paired),
            _ => null,
        };
    }

    private static PairedStatistic? Binary(string metric, PairedRows paired, double threshold)
    {
        bool Says(PredictionSet p, int row) => p.Scores[row] >= threshold;
        static bool Is(PredictionSet p, int row) => p.LabelCodes[row] == 1;
        PairedEstimate Ranked(int statistic) => paired.Bootstrapped((predictions, rows) =>
        {
            var ranked = new RankedScores(
                Array.ConvertAll(rows, r => (double)predictions.Scores[r]), Array.ConvertAll(rows, r => Is(predictions, r)), threshold);
            return weights =>
            {
                var values = new double[RankedScores.Statistics];
                ranked.Measure(ranked.Sort(weights), values);
                return values[statistic];
            };
        });

        return metric switch
        {
            "AUC" => paired.Auc((p, r, _) => p.Scores[r], [1]),
            "AUPRC" => Ranked(0),
            "LogLoss" => paired.Mean((p, r) => BinaryMetrics.LogLoss(p.Scores[r], Is(p, r))),
            "Brier" => paired.Mean((p, r) => BinaryMetrics.SquaredError(p.Scores[r], Is(p, r))),
            "ECE" => Ranked(1),
            "Accuracy" => paired.Share((p, r) => Says(p, r) == Is(p, r), _ => true),
            "Precision" => paired.Ratio(Is, Says),
            "Recall" => paired.ShareOf(Is, Says),
            "F1" => Ranked(2),
            "MCC" => Ranked(3),
            _ => null,
        };
    }

    private static PairedStatistic? Multiclass(string metric, PairedRows paired, IReadOnlyList<string> classes)
    {
        var count = classes.Count;
        ReadOnlySpan<float> Scores(PredictionSet p, int row) => p.Scores.AsSpan(row * count, count);
        int Says(PredictionSet p, int row) => MulticlassMetrics.ArgMax(Scores(p, row));
        switch (metric)
        {
            case "Accuracy" or "MicroF1":
                return paired.Share((p, r) => Says(p, r) == p.LabelCodes[r], _ => true);
            case "LogLoss":
                return paired.Mean((p, r) => MulticlassMetrics.Loss(Scores(p, r), p.LabelCodes[r]));
            case "MacroAUC":
                return paired.Auc((p, r, c) => p.Scores[(r * count) + c], [.. Enumerable.Range(0, count)]);
            case "MacroF1":
                return paired.Bootstrapped((predictions, rows) =>
                {
                    var truth = Array.ConvertAll(rows, r => predictions.LabelCodes[r]);
                    var predicted = Array.ConvertAll(rows, r => Says(predictions, r));
                    return weights => MulticlassMetrics.MacroF1(truth, predicted, weights, count);
                });
            default:
                for (var c = 0; c < count; c++)
                {
                    if (metric == $"Recall[{classes[c]}]")
                    {
                        var of = c;
                        return paired.ShareOf((p, r) => p.LabelCodes[r] == of, (p, r) => Says(p, r) == of);
                    }
                }

                return null;
        }
    }

    private static PairedEstimate? Regression(string metric, PairedRows paired)
    {
        static double Error(PredictionSet p, int row) => Math.Abs(p.LabelValues[row] - p.Scores[row]);
        PairedEstimate Ranked(Func<double[], double[], double[], double> statistic) => paired.Bootstrapped((predictions, rows) =>
        {
            var errors = Array.ConvertAll(rows, r => Error(predictions, r));
            var order = Enumerable.Range(0, rows.Length).ToArray();
            Array.Sort(errors, order);
            var truth = Array.ConvertAll(order, i => predictions.LabelValues[rows[i]]);
            return weights => statistic(truth, errors, Array.ConvertAll(order, i => weights[i]));
        });

        return metric switch
        {
            "RMSE" => paired.RootOfMean((p, r) => Error(p, r) * Error(p, r)),
            "MAE" => paired.Mean(Error),
            "MedianAE" => Ranked((_, errors, weights) => RegressionMetrics.Median(errors, weights)),
            "R2" => Ranked(RegressionMetrics.Determination),
            "MAPE" => paired.Mean((p, r) => RegressionMetrics.RelativeError(Error(p, r), p.LabelValues[r])),
            _ => null,
        };
    }
}
