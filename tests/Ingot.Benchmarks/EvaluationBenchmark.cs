using System.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;

namespace Ingot.Benchmarks;

/// <summary>What the statistics of very many reference rows cost: all metrics with intervals, 20 slices, and the paired tests.</summary>
internal static class EvaluationBenchmark
{
    private const int Slices = 20;

    public static void Run(int rows)
    {
        var (baseline, candidate) = new SimulatedModels(ModelTask.BinaryClassification, 1.2).Draw(rows, 1);
        candidate = candidate with { Weights = null };
        baseline = baseline with { Weights = null };
        var all = Enumerable.Range(0, rows).ToArray();
        var parts = Enumerable.Range(0, Slices).Select(s => Array.FindAll(all, r => r % Slices == s)).ToList();

        Measure("all metrics with intervals, all rows", () => MetricEvaluator.Evaluate(candidate, 0.5, 1));
        Measure($"all metrics with intervals, {Slices} slices", () =>
        {
            foreach (var part in parts)
            {
                MetricEvaluator.Evaluate(candidate, 0.5, 1, "s", part);
            }
        });
        foreach (var metric in new[] { "AUC", "LogLoss", "Accuracy", "Precision", "AUPRC", "F1", "ECE" })
        {
            Measure($"paired test of {metric}, all rows", () => PairedMetrics.Compare(metric, baseline, candidate, 0.5, 1, all));
        }

        Measure($"paired tests of AUC and LogLoss, {Slices} slices", () =>
        {
            foreach (var part in parts)
            {
                PairedMetrics.Compare("AUC", baseline, candidate, 0.5, 1, part);
                PairedMetrics.Compare("LogLoss", baseline, candidate, 0.5, 1, part);
            }
        });

        void Measure(string what, Action action)
        {
            var watch = Stopwatch.StartNew();
            action();
            Console.WriteLine(FormattableString.Invariant($"{rows:N0} rows: {what}: {watch.Elapsed.TotalSeconds:0.00} s"));
        }
    }
}
