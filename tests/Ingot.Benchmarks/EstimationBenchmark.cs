using System.Globalization;
using Ingot.Core.Estimation;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Statistics;

namespace Ingot.Benchmarks;

/// <summary>How often estimates without labels hold the realised metric, and what they see of which change: simulated, so that the truth is known.</summary>
internal static class EstimationBenchmark
{
    // The scores of a model that is less certain than it should be, of logits about normal around -0.4 with a deviation of 2.4.
    private static readonly (string Name, double Spread, double Shift, double Flipped, double Weaker)[] Changes =
    [
        ("nothing", 1, 0, 0, 1),
        ("more difficult rows: logits half as far from 0", 0.5, 0, 0, 1),
        ("fewer of the class: logits 1.5 lower", 1, -1.5, 0, 1),
        ("concept: 10 % of the labels are the other one", 1, 0, 0.1, 1),
        ("concept: the true logits are half of what they were", 1, 0, 0, 0.5),
    ];

    public static void Run(int replications, int[] rows)
    {
        Console.WriteLine(FormattableString.Invariant(
            $"{replications} replications: a true coverage of 95 % is seen with a standard error of {100 * Math.Sqrt(0.95 * 0.05 / replications):0.0} %."));
        Console.WriteLine("\n| reference rows | rows | " + string.Join(" | ", EstimableMetrics.Names(ModelTask.BinaryClassification)) + " |");
        Console.WriteLine("|---|---|" + string.Concat(EstimableMetrics.Names(ModelTask.BinaryClassification).Select(_ => "---|")));
        foreach (var reference in (int[])[1000, 5000, 10_000])
        {
            foreach (var n in rows)
            {
                PrintCoverage(reference, n, replications);
            }
        }

        Console.WriteLine("\n| what changes | AUC estimated | realised | held, % | told by labels, % | LogLoss estimated | realised | held, % | told by labels, % |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var change in Changes)
        {
            PrintChange(change, replications);
        }

        Console.WriteLine("\n| what changes | MAE estimated | realised | held, % | RMSE estimated | realised | held, % |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        PrintNumbers("nothing", 0, 1, replications);
        PrintNumbers("more rows of the difficult half", 0.5, 1, replications);
        PrintNumbers("concept: errors half as great again", 0, 1.5, replications);
    }

    private static void PrintCoverage(int referenceRows, int rows, int replications)
    {
        var held = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var r = 0; r < replications; r++)
        {
            var chunk = Draw(rows, Seed(r, 1), Changes[0]);
            var realised = Realised(chunk);
            foreach (var estimate in ConfidenceEstimator.Fit(Draw(referenceRows, Seed(r, 0), Changes[0]), 0.5, r).Estimate(chunk).Metrics)
            {
                held[estimate.Name] = held.GetValueOrDefault(estimate.Name) + (Holds(estimate, realised[estimate.Name]) ? 1 : 0);
            }
        }

        Console.WriteLine(FormattableString.Invariant(
            $"| {referenceRows:N0} | {rows:N0} | {string.Join(" | ", held.Values.Select(h => Percent(h, replications)))} |"));
    }

    private static void PrintChange((string Name, double Spread, double Shift, double Flipped, double Weaker) change, int replications)
    {
        const int ReferenceRows = 10_000;
        const int Rows = 1000;
        const double Level = 0.01;
        var sums = new Dictionary<string, (double Estimated, double Realised, int Held, int Told)>(StringComparer.Ordinal);
        for (var r = 0; r < replications; r++)
        {
            var estimator = ConfidenceEstimator.Fit(Draw(ReferenceRows, Seed(r, 0), Changes[0]), 0.5, r);
            var chunk = Draw(Rows, Seed(r, 1), change);
            var realised = Realised(chunk);
            var part = chunk with { LabelCodes = [.. chunk.LabelCodes.Select((c, i) => i % 4 == 0 ? c : -1)] };
            foreach (var metric in ChunkPerformance.Of(part, rows => estimator.Estimate(part, rows).Metrics, [], 0.5, r).Metrics.Where(m => m.Name is "AUC" or "LogLoss"))
            {
                var (e, real, held, told) = sums.GetValueOrDefault(metric.Name);
                sums[metric.Name] = (
                    e + metric.Estimated!.Value,
                    real + realised[metric.Name],
                    held + (Holds(metric.Estimated, realised[metric.Name]) ? 1 : 0),
                    told + (metric.PValue < Level ? 1 : 0));
            }
        }

        var cells = sums.Values.Select(s => FormattableString.Invariant(
            $"{s.Estimated / replications:0.0000} | {s.Realised / replications:0.0000} | {Percent(s.Held, replications)} | {Percent(s.Told, replications)}"));
        Console.WriteLine($"| {change.Name} | {string.Join(" | ", cells)} |");
    }

    private static void PrintNumbers(string name, double atLeast, double noise, int replications)
    {
        var sums = new Dictionary<string, (double Estimated, double Realised, int Held)>(StringComparer.Ordinal);
        for (var r = 0; r < replications; r++)
        {
            var (reference, expected) = DrawNumbers(5000, Seed(r, 0), 0, 1);
            var (chunk, ofChunk) = DrawNumbers(1000, Seed(r, 1), atLeast, noise);
            var truth = new Dictionary<string, double>(StringComparer.Ordinal)
            {
                ["MAE"] = LossFolds.Losses(chunk, LossKind.Absolute).Average(),
                ["RMSE"] = Math.Sqrt(LossFolds.Losses(chunk, LossKind.Squared).Average()),
            };
            foreach (var estimate in LossEstimator.Fit(reference, expected).Estimate(chunk, ofChunk))
            {
                var (e, real, held) = sums.GetValueOrDefault(estimate.Name);
                sums[estimate.Name] = (e + estimate.Value, real + truth[estimate.Name], held + (Holds(estimate, truth[estimate.Name]) ? 1 : 0));
            }
        }

        var cells = ((string[])["MAE", "RMSE"]).Select(m => sums[m]).Select(s => FormattableString.Invariant(
            $"{s.Estimated / replications:0.0000} | {s.Realised / replications:0.0000} | {Percent(s.Held, replications)}"));
        Console.WriteLine($"| {name} | {string.Join(" | ", cells)} |");
    }

    private static Dictionary<string, double> Realised(PredictionSet rows) => ExpectedBinary.Of(
            Array.ConvertAll(rows.Scores, s => (double)s), Array.ConvertAll(rows.LabelCodes, c => (double)c), Array.ConvertAll(rows.Scores, s => s >= 0.5), Array.ConvertAll(rows.Scores, _ => 1.0))
        .ToDictionary(m => m.Name, m => m.Metric.Value, StringComparer.Ordinal);

    private static bool Holds(EstimatedMetric estimate, double value) => estimate.Low <= value && value <= estimate.High;

    private static string Percent(int count, int of) => (100.0 * count / of).ToString("0.0", CultureInfo.InvariantCulture);

    private static ulong Seed(int replication, int part) => (1_000_003UL * (ulong)(replication + 1)) + (ulong)part;

    private static PredictionSet Draw(int rows, ulong seed, (string Name, double Spread, double Shift, double Flipped, double Weaker) change)
    {
        var random = new SplitMix64(new SplitMix64(seed).Next());
        var logits = Enumerable.Range(0, rows)
            .Select(_ => (change.Spread * ((4.8 * (Uniform(random) + Uniform(random) + Uniform(random) - 1.5)) - 0.4)) + change.Shift).ToArray();
        return new PredictionSet
        {
            Task = ModelTask.BinaryClassification,
            Classes = ["No", "Yes"],
            Rows = rows,
            RowNumbers = new long[rows],
            Scores = Array.ConvertAll(logits, l => (float)Logistic((0.6 * l) + 0.2)),
            LabelCodes = Array.ConvertAll(logits, l =>
            {
                var positive = Uniform(random) < Logistic(change.Weaker * l);
                return (Uniform(random) < change.Flipped ? !positive : positive) ? 1 : 0;
            }),
        };
    }

    /// <summary>Errors that grow with x, and a learner that knows x but not how much they are.</summary>
    private static (PredictionSet Rows, Dictionary<LossKind, double[]> Expected) DrawNumbers(int rows, ulong seed, double atLeast, double noise)
    {
        var random = new SplitMix64(new SplitMix64(seed).Next());
        var x = Enumerable.Range(0, rows).Select(_ => atLeast + ((1 - atLeast) * Uniform(random))).ToArray();
        var set = new PredictionSet
        {
            Task = ModelTask.Regression,
            Rows = rows,
            RowNumbers = new long[rows],
            Scores = Array.ConvertAll(x, v => (float)(10 + v)),
            LabelValues = Array.ConvertAll(x, v => 10 + v + (noise * (0.2 + v) * 2 * (Uniform(random) + Uniform(random) + Uniform(random) - 1.5))),
        };
        return (set, new Dictionary<LossKind, double[]> { [LossKind.Squared] = x, [LossKind.Absolute] = x });
    }

    private static double Logistic(double logit) => 1 / (1 + Math.Exp(-logit));

    private static double Uniform(SplitMix64 random) => ((random.Next() >> 11) + 0.5) / (1UL << 53);
}
