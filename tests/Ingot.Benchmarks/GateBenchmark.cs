using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using MathNet.Numerics.Distributions;

namespace Ingot.Benchmarks;

/// <summary>Whether change gates err as seldom as they say: simulated models whose true metrics are known.</summary>
internal static class GateBenchmark
{
    private const double MoreNoise = 1.6;

    private static readonly ModelTask[] Tasks =
        [ModelTask.BinaryClassification, ModelTask.MulticlassClassification, ModelTask.Regression];

    public static void Run(int replications, IEnumerable<int> rows)
    {
        var interval = Enumerable.Range(0, replications + 1).Where(k => Tail(replications, k)).ToList();
        Console.WriteLine(FormattableString.Invariant(
            $"{replications} replications, so a true rate of 5 % is seen between {100.0 * interval[0] / replications:0.0} % and {100.0 * interval[^1] / replications:0.0} % in 95 % of all cases."));
        foreach (var n in rows)
        {
            Console.WriteLine(FormattableString.Invariant($"\n{n} rows\n"));
            Console.WriteLine("| metric | test | true regression = margin | false alarms, % | false passes (NonInferior), % |");
            Console.WriteLine("|---|---|---|---|---|");
            foreach (var task in Tasks)
            {
                Print(task, 1, n, replications);
                Print(task, MoreNoise, n, replications);
            }

            PrintFamilies(n, replications);
        }
    }

    private static void Print(ModelTask task, double noise, int rows, int replications)
    {
        var models = new SimulatedModels(task, noise);
        // Without more noise both are the same model but for their names.
        var truths = TrueMetrics.Of(models).ConvertAll(t => noise > 1 ? t : t with { Candidate = t.Baseline });
        var metrics = truths.ConvertAll(t => new GateErrorRates(t));
        for (var r = 0; r < replications; r++)
        {
            var (baseline, candidate) = models.Draw(rows, 1_000_003UL * (ulong)(r + 1));
            foreach (var metric in metrics)
            {
                metric.Add(PairedMetrics.Compare(metric.Name, baseline, candidate, 0.5, r)!);
            }
        }

        foreach (var metric in metrics)
        {
            Print(metric, relative: false);
            if (noise > 1)
            {
                Print(metric, relative: true);
            }
        }
    }

    private static void Print(GateErrorRates metric, bool relative)
    {
        var (method, margin, alarms, passes) = metric.Measure(relative);
        var text = margin == 0 ? "0" : margin.ToString(relative ? "P2" : "F4", CultureInfo.InvariantCulture);
        Console.WriteLine($"| {metric.Name} | {method} | {text} | {Percent(alarms)} | {Percent(passes)} |");
    }

    /// <summary>A model of three gates on all rows and eight on slices, none of which should fail.</summary>
    private static void PrintFamilies(int rows, int replications)
    {
        var none = new SourceLocation("Model.csproj", 1, 1);
        var slices = Enumerable.Range(0, 4).ToDictionary(s => $"s={s}", s => Enumerable.Range(0, rows).Where(r => r % 4 == s).ToArray(), StringComparer.Ordinal);
        var gates = new[] { "AUC", "LogLoss", "Accuracy" }.Select(m => new GateSpec(m, null, null, null, "0", none))
            .Concat(slices.Keys.SelectMany(s => new[] { "AUC", "LogLoss" }.Select(m => new GateSpec(m, s, null, null, "0", none))))
            .ToList();
        var models = new SimulatedModels(ModelTask.BinaryClassification, 1);
        Console.WriteLine("\n| correction | any of 3 gates on all rows fails, % | any of 8 gates on slices fails, % | any fails, % |\n|---|---|---|---|");
        foreach (var correction in Enum.GetValues<GateCorrection>())
        {
            var (main, sliced, any) = (0, 0, 0);
            for (var r = 0; r < replications; r++)
            {
                var (baseline, candidate) = models.Draw(rows, 7_000_003UL * (ulong)(r + 1));
                var verdicts = GateEvaluator.Evaluate(gates, Evidence(gates, slices, baseline, candidate, correction), new DiagnosticList());
                var (m, s) = (verdicts.Any(v => Failed(v) && v.Slice is null), verdicts.Any(v => Failed(v) && v.Slice is not null));
                (main, sliced, any) = (main + (m ? 1 : 0), sliced + (s ? 1 : 0), any + (m || s ? 1 : 0));
            }

            string Of(int count) => Percent((double)count / replications);
            Console.WriteLine($"| {correction} | {Of(main)} | {Of(sliced)} | {Of(any)} |");
        }
    }

    private static bool Failed(Verdict verdict) => verdict.Outcome == GateOutcome.Failed;

    private static GateEvidence Evidence(
        List<GateSpec> gates,
        Dictionary<string, int[]> slices,
        Core.Predictions.PredictionSet baseline,
        Core.Predictions.PredictionSet candidate,
        GateCorrection correction)
    {
        // Values that only say that the metric exists: the gates decide by the pairs.
        List<MetricResult> some = [.. gates.Select(g => new MetricResult { Name = g.Metric, Slice = g.Slice, Value = 0.5, Rows = 1 })];
        var report = new MetricsReport
        {
            Model = "M", Version = "1", Task = ModelTask.BinaryClassification, OnnxSha256 = string.Empty, ReferenceRows = baseline.Rows + 1, Metrics = some,
        };
        return new GateEvidence
        {
            Metrics = report,
            AcceptedFile = "M.accepted.json",
            ReferenceDataSha256 = string.Empty,
            Correction = correction,
            Accepted = new AcceptedResult
            {
                Model = "M", Version = "1", Task = ModelTask.BinaryClassification, TrainingDataSha256 = string.Empty,
                ReferenceDataSha256 = string.Empty, SchemaSha256 = string.Empty, ParametersSha256 = string.Empty,
                ModelSha256 = new Dictionary<string, string>(), ReferenceRows = baseline.Rows + 1, Metrics = some,
            },
            Paired = new PairedPredictions
            {
                Baseline = baseline, Candidate = candidate, Slices = slices, ReferenceRows = baseline.Rows + 1, Threshold = 0.5, Seed = 1,
            },
        };
    }

    private static bool Tail(int trials, int k) =>
        Binomial.CDF(GateErrorRates.Alpha, trials, k) >= 0.025 && 1 - (k > 0 ? Binomial.CDF(GateErrorRates.Alpha, trials, k - 1) : 0) >= 0.025;

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture);
}
