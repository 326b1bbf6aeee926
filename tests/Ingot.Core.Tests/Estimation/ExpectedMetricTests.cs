using Ingot.Core.Estimation;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;

namespace Ingot.Core.Tests.Estimation;

/// <summary>Metrics of probabilities beside the mean and the deviation of the realised metric over every labelling there is, each as likely as it is.</summary>
public class ExpectedMetricTests
{
    private const int Many = 14;

    private static readonly double[] Scores = [.05, .1, .2, .2, .3, .4, .45, .5, .55, .7, .7, .8, .9, .95];
    private static readonly double[] Probabilities = [.1, .05, .3, .2, .25, .35, .6, .4, .5, .8, .65, .9, .85, .99];
    private static readonly bool[] Predicted = [.. Scores.Select(s => s >= 0.5)];
    private static readonly double[] Weights = [.. Enumerable.Range(0, Many).Select(i => 1 + (i % 3 / 2.0))];

    [Theory]
    [InlineData("LogLoss")]
    [InlineData("Brier")]
    [InlineData("Accuracy")]
    [InlineData("Precision")]
    public void Where_labels_stand_only_above_the_line_it_is_the_expected_metric(string name)
    {
        var (mean, deviation) = Enumerated(name);
        var (value, error) = Estimated(name);

        Assert.Equal(mean, value, 10);
        Assert.Equal(deviation, error, 10);
    }

    /// <summary>The expected metric differs by the last number at most, which falls as one by the rows does; its deviation is right to a seventh even of so few.</summary>
    [Theory]
    [InlineData("Recall", 0.014)]
    [InlineData("F1", 0.011)]
    [InlineData("MCC", 0.02)]
    [InlineData("AUC", 0.03)]
    [InlineData("AUPRC", 0.03)]
    public void Elsewhere_it_is_near_it(string name, double bound)
    {
        var (mean, deviation) = Enumerated(name);
        var (value, error) = Estimated(name);

        Assert.InRange(value - mean, -bound, bound);
        Assert.InRange(error / deviation, 6.0 / 7, 7.0 / 6);
    }

    [Fact]
    public void Labels_that_are_certain_give_the_realised_metrics()
    {
        var labels = Probabilities.Select((_, i) => i * 5 % 7 < 3 ? 1 : 0).ToArray();
        var realised = MetricEvaluator.Evaluate(Rows(labels), 0.5, 1).ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal);
        var expected = ExpectedBinary.Of(RoundedScores, Array.ConvertAll(labels, y => (double)y), Predicted, Weights).ToList();

        Assert.Equal(EstimableMetrics.Names(ModelTask.BinaryClassification), expected.Select(m => m.Name));
        Assert.All(expected, m => Assert.Equal(realised[m.Name], m.Metric.Value, 10));
    }

    [Theory]
    [InlineData("Accuracy", 0, 1e-10)]
    [InlineData("LogLoss", 0, 1e-10)]
    [InlineData("Recall[a]", 0.08, 0.35)]
    [InlineData("MacroF1", 0.08, 0.35)]
    public void Three_classes(string name, double bound, double ofDeviation)
    {
        double[][] p = [[.7, .2, .1, .5, .3, .6, .2], [.2, .5, .3, .3, .3, .1, .7], [.1, .3, .6, .2, .4, .3, .1]];
        double[][] scores = [[.6, .3, .2, .5, .2, .5, .1], [.3, .5, .3, .3, .3, .2, .8], [.1, .2, .5, .2, .5, .3, .1]];
        double[] weights = [1, 2, 1, .5, 1, 1, 1];
        int[] predicted = [0, 1, 2, 0, 2, 0, 1];
        string[] classes = ["a", "b", "c"];
        double Of(double[][] labels) => ExpectedMulticlass.Of(classes, scores, labels, predicted, weights).Single(m => m.Name == name).Metric.Value;
        double mean = 0, square = 0, total = 0;
        for (var code = 0; code < 2187; code++)
        {
            var labels = Enumerable.Range(0, 7).Select(i => code / (int)Math.Pow(3, i) % 3).ToArray();
            var chance = labels.Select((c, i) => p[c][i]).Aggregate(1.0, (a, b) => a * b);
            var value = Of([.. Enumerable.Range(0, 3).Select(c => Array.ConvertAll(labels, l => l == c ? 1.0 : 0))]);
            if (double.IsFinite(value))
            {
                (mean, square, total) = (mean + (chance * value), square + (chance * value * value), total + chance);
            }
        }

        mean /= total;
        var metric = ExpectedMulticlass.Of(classes, scores, p, predicted, weights).Single(m => m.Name == name).Metric;
        var calibrators = scores.Select(s => ProbabilityCalibrator.Fit([0, 1], [false, true], [1, 1], 1)).ToArray();
        var error = Math.Sqrt(ClassProbabilities.Of(calibrators, p).VarianceOfLabels(metric.Slopes));

        Assert.InRange(metric.Value - mean, -bound - 1e-10, bound + 1e-10);
        Assert.InRange((error / Math.Sqrt((square / total) - (mean * mean))) - 1, -ofDeviation, ofDeviation);
    }

    [Fact]
    public void Three_classes_with_labels_that_are_certain_give_the_realised_metrics()
    {
        int[] labels = [0, 1, 2, 1, 2, 0, 2];
        double[][] scores = [[.5, .25, .25, .5, .125, .5, .125], [.25, .5, .25, .25, .375, .25, .75], [.25, .25, .5, .25, .5, .25, .125]];
        double[] weights = [1, 2, 1, .5, 1, 1, 1];
        var rows = new PredictionSet
        {
            Task = ModelTask.MulticlassClassification,
            Classes = ["a", "b", "c"],
            Rows = 7,
            RowNumbers = new long[7],
            LabelCodes = labels,
            Scores = [.. Enumerable.Range(0, 21).Select(i => (float)scores[i % 3][i / 3])],
            Weights = weights,
        };
        var realised = MetricEvaluator.Evaluate(rows, 0.5, 1);
        var expected = ExpectedMulticlass.Of(rows.Classes, scores, [.. Enumerable.Range(0, 3).Select(c => Array.ConvertAll(labels, l => l == c ? 1.0 : 0))], [0, 1, 2, 0, 2, 0, 1], weights).ToList();

        Assert.Equal(realised.Select(m => m.Name), expected.Select(m => m.Name));
        Assert.All(expected.Zip(realised), m => Assert.Equal(m.Second.Value, m.First.Metric.Value, 6));
    }

    [Fact]
    public void Slopes_are_what_a_little_more_of_a_probability_changes()
    {
        const double Step = 1e-6;
        foreach (var (name, metric) in ExpectedBinary.Of(Scores, Probabilities, Predicted, Weights))
        {
            for (var i = 0; i < Many; i++)
            {
                var more = (double[])Probabilities.Clone();
                var less = (double[])Probabilities.Clone();
                (more[i], less[i]) = (more[i] + Step, less[i] - Step);
                var slope = (Value(name, more) - Value(name, less)) / (2 * Step);
                // The average precision's slope leaves out that a row is itself a hit, which is of the order of one by the rows.
                Assert.InRange(metric.Slopes[0]![i] - slope, name == "AUPRC" ? -0.15 : -1e-6, name == "AUPRC" ? 0.15 : 1e-6);
            }
        }
    }

    private static double[] RoundedScores => Array.ConvertAll(Scores, s => (double)(float)s);

    private static PredictionSet Rows(int[] labels) => new()
    {
        Task = ModelTask.BinaryClassification,
        Classes = ["No", "Yes"],
        Rows = Many,
        RowNumbers = new long[Many],
        LabelCodes = labels,
        Scores = Array.ConvertAll(Scores, s => (float)s),
        Weights = Weights,
    };

    private static double Value(string name, double[] p) =>
        ExpectedBinary.Of(Scores, p, Predicted, Weights).Single(m => m.Name == name).Metric.Value;

    private static (double Value, double Error) Estimated(string name)
    {
        var metric = ExpectedBinary.Of(Scores, Probabilities, Predicted, Weights).Single(m => m.Name == name).Metric;
        return (metric.Value, Math.Sqrt(metric.Slopes[0]!.Select((g, i) => g * g * Probabilities[i] * (1 - Probabilities[i])).Sum()));
    }

    private static (double Mean, double Deviation) Enumerated(string name) => AllLabellings.Value[name];

    private static readonly Lazy<Dictionary<string, (double Mean, double Deviation)>> AllLabellings = new(() =>
    {
        var sums = new Dictionary<string, (double Mean, double Square, double Total)>(StringComparer.Ordinal);
        for (var code = 0; code < 1 << Many; code++)
        {
            var labels = Enumerable.Range(0, Many).Select(i => (double)(code >> i & 1)).ToArray();
            var chance = labels.Select((y, i) => y > 0 ? Probabilities[i] : 1 - Probabilities[i]).Aggregate(1.0, (a, b) => a * b);
            foreach (var (name, metric) in ExpectedBinary.Of(Scores, labels, Predicted, Weights).Where(m => double.IsFinite(m.Metric.Value)))
            {
                var (mean, square, total) = sums.GetValueOrDefault(name);
                sums[name] = (mean + (chance * metric.Value), square + (chance * metric.Value * metric.Value), total + chance);
            }
        }

        return sums.ToDictionary(s => s.Key, s => (s.Value.Mean / s.Value.Total, Math.Sqrt((s.Value.Square / s.Value.Total) - Math.Pow(s.Value.Mean / s.Value.Total, 2))));
    });
}
