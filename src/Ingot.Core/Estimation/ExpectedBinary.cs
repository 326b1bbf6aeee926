using Ingot.Core.Metrics;

namespace Ingot.Core.Estimation;

/// <summary>The metrics of two classes in which each label is replaced by its probability.</summary>
internal static class ExpectedBinary
{
    /// <summary>In the order of the catalogue.</summary>
    /// <param name="scores">The model's own probability of the positive class.</param>
    /// <param name="p">The calibrated one.</param>
    /// <param name="predicted">Whether each row is predicted positive.</param>
    /// <param name="weights">How much each row counts.</param>
    public static IEnumerable<(string Name, ExpectedMetric Metric)> Of(double[] scores, double[] p, bool[] predicted, double[] weights)
    {
        (double, double) One(int i) => (weights[i], 0);
        (double, double) Hit(int i) => predicted[i] ? (0, weights[i]) : (0, 0);
        ExpectedMetric MeanLoss(Func<double, bool, double> loss) =>
            ExpectedMetric.Ratio(p, i => (weights[i] * loss(scores[i], false), weights[i] * (loss(scores[i], true) - loss(scores[i], false))), One);

        yield return ("AUC", ExpectedRanking.Area(scores, p, weights));
        yield return ("AUPRC", ExpectedRanking.AveragePrecision(scores, p, weights));
        yield return ("LogLoss", MeanLoss(BinaryMetrics.LogLoss));
        yield return ("Brier", MeanLoss(BinaryMetrics.SquaredError));
        yield return ("Accuracy", ExpectedMetric.Ratio(p, i => predicted[i] ? (0, weights[i]) : (weights[i], -weights[i]), One));
        yield return ("Precision", ExpectedMetric.Ratio(p, Hit, i => (predicted[i] ? weights[i] : 0, 0)));
        yield return ("Recall", Recall(p, predicted, weights));
        yield return ("F1", F1(p, predicted, weights));
        yield return ("MCC", Correlation(p, predicted, weights));
    }

    public static ExpectedMetric Recall(double[] p, bool[] predicted, double[] weights) =>
        ExpectedMetric.Ratio(p, i => (0, predicted[i] ? weights[i] : 0), i => (0, weights[i]));

    public static ExpectedMetric F1(double[] p, bool[] predicted, double[] weights) =>
        ExpectedMetric.Ratio(p, i => (0, predicted[i] ? 2 * weights[i] : 0), i => (predicted[i] ? weights[i] : 0, weights[i]));

    /// <summary>By the margins, as <see cref="Statistics.MatthewsCorrelation"/>; 0 where one is empty.</summary>
    private static ExpectedMetric Correlation(double[] p, bool[] predicted, double[] weights)
    {
        double all = 0, said = 0, positives = 0, hits = 0;
        for (var i = 0; i < p.Length; i++)
        {
            all += weights[i];
            said += predicted[i] ? weights[i] : 0;
            positives += weights[i] * p[i];
            hits += predicted[i] ? weights[i] * p[i] : 0;
        }

        var product = Math.Sqrt(said) * Math.Sqrt(all - said) * Math.Sqrt(positives) * Math.Sqrt(all - positives);
        if (!(product > 0))
        {
            return new ExpectedMetric(all > 0 ? 0 : double.NaN, [new double[p.Length]]);
        }

        var value = ((hits * all) - (said * positives)) / product;
        var byHit = all / product;
        var byPositive = -(said / product) - (value * (all - (2 * positives)) / (2 * positives * (all - positives)));
        return new ExpectedMetric(value, [[.. weights.Select((w, i) => w * (byPositive + (predicted[i] ? byHit : 0)))]]);
    }
}
