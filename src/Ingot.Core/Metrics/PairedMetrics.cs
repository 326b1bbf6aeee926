using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Statistics;

namespace Ingot.Core.Metrics;

/// <summary>Compares two models' metrics on the same rows.</summary>
/// <remarks>
/// AUC and MacroAUC by DeLong's covariance; accuracies and recalls as paired shares (McNemar, Tango, Tang-Tang-Chan), with
/// uneven weights as means; what is of queries by their paired differences; means of losses and errors by the paired differences; what is a smooth function of sums over the
/// rows by the delta method; Silhouette, Davies-Bouldin and Calinski-Harabasz by the differences of their pseudo-values; R2 by Fieller's; ECE and MedianAE, which are not smooth, by the paired bootstrap, whose rows are
/// drawn whatever their class, since how many rows of a class the data have is chance too.
/// </remarks>
public static class PairedMetrics
{
    /// <summary>Compares a metric.</summary>
    /// <param name="metric">The metric's name.</param>
    /// <param name="baseline">The baseline's predictions.</param>
    /// <param name="candidate">The candidate's, row by row of the same rows.</param>
    /// <param name="threshold">Probability from which the positive class is predicted (binary), by models that have none of their own.</param>
    /// <param name="seed">Of the bootstrap.</param>
    /// <param name="rows">The rows to compare on; null for all.</param>
    /// <returns>
    /// The comparison; null for a metric that is not one of rows, and where a row lacks a score, a label or a weight.
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
            ModelTask.BinaryClassification => Binary(metric, paired, threshold, candidate.Costs),
            ModelTask.MulticlassClassification => Multiclass(metric, paired, candidate.Classes),
            ModelTask.Regression => Regression(metric, paired),
            ModelTask.Ranking => Ranking(metric, baseline, candidate, rows),
            ModelTask.AnomalyDetection => Anomaly(metric, paired, candidate.IsLabelled),
            ModelTask.Clustering => Clusters(metric, paired, baseline, candidate, rows, seed),
            _ => null,
        };
    }

    private static PairedStatistic? Binary(string metric, PairedRows paired, double threshold, DecisionCosts? costs)
    {
        bool Says(PredictionSet p, int row) => p.Scores[row] >= (p.Threshold ?? threshold);
        static bool Is(PredictionSet p, int row) => p.LabelCodes[row] == 1;
        PairedEstimate Smooth(Func<PredictionSet, int[], bool[], double[], InfluenceValues> influence) =>
            paired.Smooth((predictions, rows, weights) => influence(predictions, rows, Array.ConvertAll(rows, r => Is(predictions, r)), weights));
        PairedEstimate AtThreshold(Func<bool[], bool[], double[], InfluenceValues> influence) =>
            Smooth((predictions, rows, positive, weights) => influence(Array.ConvertAll(rows, r => Says(predictions, r)), positive, weights));

        return metric switch
        {
            "AUC" => paired.Auc((p, r, _) => p.Scores[r], [1]),
            "AUPRC" => Smooth((p, rows, positive, weights) => AveragePrecision.Influence(Array.ConvertAll(rows, r => (double)p.Scores[r]), positive, weights)),
            "LogLoss" => paired.Mean((p, r) => BinaryMetrics.LogLoss(p.Scores[r], Is(p, r))),
            "Brier" => paired.Mean((p, r) => BinaryMetrics.SquaredError(p.Scores[r], Is(p, r))),
            "ECE" => paired.Calibration(Is),
            "Accuracy" => paired.Share((p, r) => Says(p, r) == Is(p, r), _ => true),
            "Precision" => paired.Ratio(Is, Says),
            "Recall" => paired.ShareOf(Is, Says),
            "F1" => AtThreshold(BinaryMetrics.F1),
            "MCC" => AtThreshold(MatthewsCorrelation.Influence),
            MetricCatalog.Cost when costs is not null => paired.Mean((p, r) => costs.Of(Says(p, r), Is(p, r))),
            _ => null,
        };
    }

    // Each model has a threshold of its own.
    private static PairedStatistic? Anomaly(string metric, PairedRows paired, bool isLabelled)
    {
        static bool Is(PredictionSet p, int row) => p.LabelCodes[row] == 1;
        return metric switch
        {
            // No row of it is right or wrong, as those of the tests of paired shares are.
            AnomalyMetrics.Rate => paired.Mean((p, r) => AnomalyMetrics.IsAnomaly(p, r) ? 1 : 0),
            _ when !isLabelled => null,
            "AUC" => paired.Auc((p, r, _) => p.Scores[r], [1]),
            "AUPRC" => paired.Smooth((p, rows, weights) =>
                AveragePrecision.Influence(Array.ConvertAll(rows, r => (double)p.Scores[r]), Array.ConvertAll(rows, r => Is(p, r)), weights)),
            "Precision" => paired.Ratio(Is, AnomalyMetrics.IsAnomaly),
            "Recall" => paired.ShareOf(Is, AnomalyMetrics.IsAnomaly),
            "F1" => paired.Smooth((p, rows, weights) =>
                BinaryMetrics.F1(Array.ConvertAll(rows, r => AnomalyMetrics.IsAnomaly(p, r)), Array.ConvertAll(rows, r => Is(p, r)), weights)),
            _ => null,
        };
    }

    // Each model has clusters of its own, and features in which it measures distances.
    private static PairedEstimate? Clusters(string metric, PairedRows paired, PredictionSet baseline, PredictionSet candidate, int[] rows, int seed)
    {
        var isWhole = rows.Length == candidate.Rows;
        return metric switch
        {
            ClusterMetrics.Silhouette => Of(isWhole ? ClusterColumns.SilhouettePart : ClusterColumns.Silhouette),
            ClusterMetrics.DaviesBouldin when isWhole => Of(ClusterColumns.DaviesBouldinPart),
            ClusterMetrics.CalinskiHarabasz when isWhole => Of(ClusterColumns.CalinskiHarabaszPart),
            ClusterMetrics.Inertia => paired.Mean(ClusterMetrics.SquaredDistance),
            ClusterMetrics.AdjustedRand or ClusterMetrics.MutualInformation when candidate.IsLabelled => paired.Smooth((p, r, w) => ClusterMetrics.Agreement(metric, p, r, w)),
            _ => null,
        };

        PairedEstimate? Of(int column)
        {
            var known = Array.FindAll(rows, r => float.IsFinite(ClusterMetrics.Value(baseline, r, column)) && float.IsFinite(ClusterMetrics.Value(candidate, r, column)));
            return known.Length == 0 ? null : new PairedRows(baseline, candidate, known, seed).Mean((p, r) => ClusterMetrics.Value(p, r, column));
        }
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
                return paired.Smooth((predictions, rows, weights) => MulticlassMetrics.MacroF1(
                    Array.ConvertAll(rows, r => predictions.LabelCodes[r]), Array.ConvertAll(rows, r => Says(predictions, r)), weights, count));
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

    private static PairedStatistic? Regression(string metric, PairedRows paired)
    {
        static double Error(PredictionSet p, int row) => Math.Abs(p.LabelValues[row] - p.Scores[row]);
        return metric switch
        {
            "RMSE" => paired.RootOfMean((p, r) => Error(p, r) * Error(p, r)),
            "MAE" => paired.Mean(Error),
            "MedianAE" => paired.Bootstrapped(Median),
            "R2" => paired.Determination(),
            "MAPE" => paired.Mean((p, r) => RegressionMetrics.RelativeError(Error(p, r), p.LabelValues[r])),
            _ => null,
        };
    }

    // Rows of a query are not independent of each other: the query is what differs from one to the next.
    private static PairedEstimate? Ranking(string metric, PredictionSet baseline, PredictionSet candidate, int[] rows)
    {
        var (before, now) = (RankingMetrics.Influence(metric, baseline, rows), RankingMetrics.Influence(metric, candidate, rows));
        return before is null || now is null ? null : PairedEstimate.From(before, now, "paired t test of queries", now.Rows.Length - 1);
    }

    private static Func<double[], double> Median(PredictionSet predictions, int[] rows)
    {
        var errors = Array.ConvertAll(rows, r => Math.Abs(predictions.LabelValues[r] - predictions.Scores[r]));
        var order = Enumerable.Range(0, rows.Length).ToArray();
        Array.Sort(errors, order);
        return weights => RegressionMetrics.Median(errors, Array.ConvertAll(order, i => weights[i]));
    }
}
