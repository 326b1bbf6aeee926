using Ingot.Core.Behaviour;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;

namespace Ingot.Benchmarks;

/// <summary>A metric's true values: those of so many rows that their own error is a hundredth of what is looked for.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Baseline">The baseline's value.</param>
/// <param name="Candidate">The candidate's.</param>
internal sealed record TrueMetrics(MetricDefinition Metric, double Baseline, double Candidate)
{
    private const int RowsOfEach = 500_000;

    /// <summary>(candidate - baseline) in the worse direction.</summary>
    public double Regression => Metric.HigherIsBetter ? Baseline - Candidate : Candidate - Baseline;

    /// <summary>The regression as an amount, or as a share of the baseline.</summary>
    public double Margin(bool relative) => relative ? Regression / Math.Abs(Baseline) : Regression;

    /// <summary>All metrics of a task; for several classes accuracy and micro-averaged F1 are the same.</summary>
    /// <param name="models">The models.</param>
    /// <param name="populations">How many times 500,000 rows.</param>
    /// <param name="wanted">Names of metrics; none: all.</param>
    public static List<TrueMetrics> Of(SimulatedModels models, int populations = 10, params string[] wanted)
    {
        var sample = models.Draw(100, 1).Baseline;
        var names = MetricEvaluator.Evaluate(sample, 0.5, 1).Select(m => m.Name)
            .Where(n => n != "MicroF1" && (wanted.Length == 0 || wanted.Contains(n))).ToArray();
        var values = new (double Baseline, double Candidate)[populations][];
        Parallel.For(0, populations, new ParallelOptions { MaxDegreeOfParallelism = 2 }, p =>
        {
            var (baseline, candidate) = models.Population(RowsOfEach, 42 + (ulong)p);
            values[p] = Array.ConvertAll(names, name => Values(name, baseline, candidate));
        });
        return
        [
            .. names.Select((n, i) => new TrueMetrics(
                MetricCatalog.Find(n, sample.Task)!, values.Average(v => v[i].Baseline), values.Average(v => v[i].Candidate))),
        ];
    }

    private static (double Baseline, double Candidate) Values(string name, PredictionSet baseline, PredictionSet candidate)
    {
        // These two have a bootstrap, which is of no use here.
        if (name == "ECE")
        {
            return (CalibrationError(baseline), CalibrationError(candidate));
        }

        if (name == "MedianAE")
        {
            return (MedianError(baseline), MedianError(candidate));
        }

        var paired = PairedMetrics.Compare(name, baseline, candidate, 0.5, 1)!;
        return (paired.Baseline, paired.Candidate);
    }

    private static double CalibrationError(PredictionSet predictions) =>
        CalibrationMeasures.Of(predictions, [.. Enumerable.Range(0, predictions.Rows)]).Single(m => m.Name == CalibrationMeasures.Ece).Value;

    private static double MedianError(PredictionSet predictions)
    {
        var errors = predictions.LabelValues.Zip(predictions.Scores, (y, s) => Math.Abs(y - s)).Order().ToList();
        return (errors[(errors.Count - 1) / 2] + errors[errors.Count / 2]) / 2;
    }
}
