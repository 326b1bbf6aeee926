using System.Globalization;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;

namespace Ingot.Benchmarks;

/// <summary>How often the 95 % intervals of metrics hold the true value: simulated models whose true metrics are known.</summary>
internal static class IntervalBenchmark
{
    public static void Run(int replications, int[] rows)
    {
        Console.WriteLine(FormattableString.Invariant(
            $"{replications} replications: a true coverage of 95 % is seen with a standard error of {100 * Math.Sqrt(0.95 * 0.05 / replications):0.0} %."));
        Console.WriteLine($"\n| task | metric | true value | {string.Join(" | ", rows.Select(n => FormattableString.Invariant($"coverage, %: {n:N0} rows")))} |");
        Console.WriteLine($"|---|---|---|{string.Concat(rows.Select(_ => "---|"))}");
        foreach (var task in new[] { ModelTask.BinaryClassification, ModelTask.MulticlassClassification, ModelTask.Regression })
        {
            Print(task, replications, rows);
        }
    }

    private static void Print(ModelTask task, int replications, int[] rows)
    {
        var models = new SimulatedModels(task, 1);
        var truth = TrueMetrics.Of(models);
        var covered = Array.ConvertAll(rows, _ => new int[truth.Count]);
        var defined = Array.ConvertAll(rows, _ => new int[truth.Count]);
        for (var size = 0; size < rows.Length; size++)
        {
            for (var r = 0; r < replications; r++)
            {
                var found = MetricEvaluator.Evaluate(models.Draw(rows[size], 1_000_003UL * (ulong)(r + 1)).Baseline, 0.5, r).ToDictionary(m => m.Name, StringComparer.Ordinal);
                for (var m = 0; m < truth.Count; m++)
                {
                    var (interval, value) = (found[truth[m].Metric.Name], truth[m].Baseline);
                    if (double.IsFinite(interval.Low))
                    {
                        defined[size][m]++;
                        covered[size][m] += interval.Low <= value && value <= interval.High ? 1 : 0;
                    }
                }
            }
        }

        for (var m = 0; m < truth.Count; m++)
        {
            var shares = Enumerable.Range(0, rows.Length).Select(size => (100.0 * covered[size][m] / defined[size][m]).ToString("0.0", CultureInfo.InvariantCulture));
            Console.WriteLine($"| {task} | {truth[m].Metric.Name} | {truth[m].Baseline.ToString("0.0000", CultureInfo.InvariantCulture)} | {string.Join(" | ", shares)} |");
        }
    }
}
