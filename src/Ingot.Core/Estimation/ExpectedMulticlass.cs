using Ingot.Core.Metrics;

namespace Ingot.Core.Estimation;

/// <summary>The metrics of three or more classes in which each label is replaced by the probabilities of the classes.</summary>
internal static class ExpectedMulticlass
{
    /// <summary>In the order of the catalogue.</summary>
    /// <param name="classes">The names of the classes.</param>
    /// <param name="scores">For each class the model's own probability a row.</param>
    /// <param name="p">For each class the calibrated one; all of a row sum to 1.</param>
    /// <param name="predicted">The predicted class of each row.</param>
    /// <param name="weights">How much each row counts.</param>
    public static IEnumerable<(string Name, ExpectedMetric Metric)> Of(
        IReadOnlyList<string> classes, double[][] scores, double[][] p, int[] predicted, double[] weights)
    {
        var accuracy = MeanOf(p, weights, (i, c) => predicted[i] == c ? 1 : 0);

        yield return ("Accuracy", accuracy);
        yield return ("MacroF1", MacroF1(p, predicted, weights));
        // With one label a row the micro-averaged F1 is the accuracy.
        yield return ("MicroF1", accuracy);
        yield return ("LogLoss", LogLoss(scores, p, weights));
        yield return ("MacroAUC", MacroAuc(scores, p, weights));
        for (var c = 0; c < classes.Count; c++)
        {
            var recall = ExpectedBinary.Recall(p[c], Array.ConvertAll(predicted, said => said == c), weights);
            var slopes = new double[]?[classes.Count];
            slopes[c] = recall.Slopes[0];
            yield return ($"Recall[{classes[c]}]", new ExpectedMetric(recall.Value, slopes));
        }
    }

    private static ExpectedMetric LogLoss(double[][] scores, double[][] p, double[] weights)
    {
        var row = new float[scores.Length];
        var losses = Array.ConvertAll(scores, s => new double[s.Length]);
        for (var i = 0; i < weights.Length; i++)
        {
            for (var c = 0; c < row.Length; c++)
            {
                row[c] = (float)scores[c][i];
            }

            for (var c = 0; c < row.Length; c++)
            {
                losses[c][i] = MulticlassMetrics.Loss(row, c);
            }
        }

        return MeanOf(p, weights, (i, c) => losses[c][i]);
    }

    /// <summary>The weighted mean over the rows of a number that the true class decides.</summary>
    private static ExpectedMetric MeanOf(double[][] p, double[] weights, Func<int, int, double> ofClass)
    {
        var total = weights.Sum();
        if (!(total > 0))
        {
            return ExpectedMetric.Undefined(p.Length);
        }

        double sum = 0;
        var slopes = new double[]?[p.Length];
        for (var c = 0; c < p.Length; c++)
        {
            var column = new double[weights.Length];
            for (var i = 0; i < column.Length; i++)
            {
                column[i] = weights[i] * ofClass(i, c) / total;
                sum += p[c][i] * column[i];
            }

            slopes[c] = column;
        }

        return new ExpectedMetric(sum, slopes);
    }

    /// <summary>
    /// The mean of the classes' F1. The metric leaves out a class that occurs neither as label nor as prediction, so each counts as much as it is
    /// likely to occur.
    /// </summary>
    private static ExpectedMetric MacroF1(double[][] p, int[] predicted, double[] weights)
    {
        double sum = 0, occurring = 0;
        var slopes = new double[]?[p.Length];
        for (var c = 0; c < p.Length; c++)
        {
            var said = Array.ConvertAll(predicted, k => k == c);
            var f1 = ExpectedBinary.F1(p[c], said, weights);
            var occurs = Occurs(p[c], said, weights);
            if (f1.Slopes[0] is { } column && occurs > 0)
            {
                (sum, occurring) = (sum + (occurs * f1.Value), occurring + occurs);
                slopes[c] = Array.ConvertAll(column, s => occurs * s);
            }
        }

        return occurring > 0
            ? new ExpectedMetric(sum / occurring, Array.ConvertAll(slopes, column => column is null ? null : Array.ConvertAll(column, s => s / occurring)))
            : ExpectedMetric.Undefined(p.Length);
    }

    private static double Occurs(double[] p, bool[] said, double[] weights)
    {
        var absent = 1.0;
        for (var i = 0; i < p.Length && absent > 0; i++)
        {
            absent *= weights[i] > 0 ? said[i] ? 0 : 1 - p[i] : 1;
        }

        return 1 - absent;
    }

    private static ExpectedMetric MacroAuc(double[][] scores, double[][] p, double[] weights)
    {
        double sum = 0;
        var slopes = new double[]?[p.Length];
        for (var c = 0; c < p.Length; c++)
        {
            var area = ExpectedRanking.Area(scores[c], p[c], weights);
            sum += area.Value;
            slopes[c] = area.Slopes[0] is { } column ? Array.ConvertAll(column, s => s / p.Length) : null;
        }

        return new ExpectedMetric(sum / p.Length, slopes);
    }
}
