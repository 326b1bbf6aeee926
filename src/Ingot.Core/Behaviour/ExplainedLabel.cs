using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Statistics;

namespace Ingot.Core.Behaviour;

/// <summary>How much of the label predictions explain, by <see cref="MainMetric.AgainstChance"/>.</summary>
public static class ExplainedLabel
{
    /// <summary>What predictions that know nothing explain.</summary>
    public static double Chance(ModelTask task) => task.IsNumeric() ? 0 : 0.5;

    /// <summary>The metric on all rows; NaN when the rows do not define it.</summary>
    public static double Of(PredictionSet predictions)
    {
        var rows = Enumerable.Range(0, predictions.Rows).ToArray();
        if (!Array.TrueForAll(rows, predictions.HasScore))
        {
            return double.NaN;
        }

        var weights = Array.ConvertAll(rows, r => predictions.Weights?[r] ?? 1);
        if (predictions.Task == ModelTask.Regression)
        {
            return RegressionMetrics.Determination(
                predictions.LabelValues, Array.ConvertAll(rows, r => Math.Abs(predictions.LabelValues[r] - predictions.Scores[r])), weights).Value;
        }

        if (predictions.Task == ModelTask.Ranking)
        {
            var (own, chance) = (MainMetric.Of(predictions), MainMetric.Of(predictions with { Scores = new float[predictions.Rows] }));
            return (own - chance) / (1 - chance);
        }

        double Auc(int width, int score, int positive) => DeLong.Auc(
            Array.ConvertAll(rows, r => (double)predictions.Scores[(r * width) + score]),
            Array.ConvertAll(rows, r => predictions.LabelCodes[r] == positive),
            weights).Value;
        var classes = predictions.Classes.Count;
        return predictions.Task is ModelTask.BinaryClassification or ModelTask.AnomalyDetection
            ? Auc(1, 0, 1)
            : Enumerable.Range(0, classes).Average(c => Auc(classes, c, c));
    }
}
