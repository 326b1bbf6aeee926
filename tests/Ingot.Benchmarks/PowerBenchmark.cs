using System.Globalization;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;

namespace Ingot.Benchmarks;

/// <summary>
/// Whether the regression that a test says it finds with a power of 80 % is found so often. Of ever noisier candidates the one is
/// sought whose true regression is the one that messages name, on average over data of that very candidate.
/// </summary>
internal static class PowerBenchmark
{
    private const double MarginNoise = 1.2;
    private const int Named = 200;
    private const int Populations = 4;

    // Most metrics fall quickly. A recall and F1 do not: noise predicts the rarer class more often.
    private static readonly double[] Noises =
        [.. Enumerable.Range(0, 11).Select(i => 1 + (i * 0.1)), .. Enumerable.Range(1, 12).Select(i => 2 + (i * 0.25))];

    private enum Kind
    {
        None,
        Amount,
        Share,
    }

    public static void Run(int replications, int[] rows, string[] metrics)
    {
        Console.WriteLine(FormattableString.Invariant(
            $"{replications} replications: a true power of 80 % is seen with a standard error of {100 * Math.Sqrt(0.8 * 0.2 / replications):0.0} %.\n"));
        Console.WriteLine("| rows | metric | margin | named regression | power, % |\n|---|---|---|---|---|");
        foreach (var task in new[] { ModelTask.BinaryClassification, ModelTask.MulticlassClassification, ModelTask.Regression })
        {
            var margins = TrueMetrics.Of(new SimulatedModels(task, MarginNoise), wanted: metrics);
            if (margins.Count == 0)
            {
                continue;
            }

            var truths = Array.ConvertAll(Noises, n => TrueMetrics.Of(new SimulatedModels(task, n), Populations, metrics));
            foreach (var n in rows)
            {
                Print(task, replications, n, truths, margins);
            }
        }
    }

    private static void Print(ModelTask task, int replications, int rows, List<TrueMetrics>[] truths, List<TrueMetrics> margins)
    {
        var named = Array.ConvertAll(Noises, noise => NamedBy(task, noise, rows, margins));
        for (var m = 0; m < margins.Count; m++)
        {
            foreach (var kind in Enum.GetValues<Kind>())
            {
                var (metric, margin) = (margins[m].Metric, Margin(margins[m], kind));

                // How much the truth lies beyond what is named.
                var beyond = Noises.Select((_, i) => truths[i][m].Margin(kind == Kind.Share) - named[i][m][(int)kind]).ToList();
                var first = beyond.FindIndex(b => b >= 0);
                if (first <= 0)
                {
                    Print(rows, metric.Name, margin, kind, "none of these candidates", "");
                    continue;
                }

                var part = beyond[first - 1] / (beyond[first - 1] - beyond[first]);
                var noise = Noises[first - 1] + (part * (Noises[first] - Noises[first - 1]));
                var regression = named[first - 1][m][(int)kind] + (part * (named[first][m][(int)kind] - named[first - 1][m][(int)kind]));
                var power = Rejections(task, noise, rows, replications, metric, margin, kind == Kind.Share);
                Print(rows, metric.Name, margin, kind, Text(regression, kind), (100 * power).ToString("0.0", CultureInfo.InvariantCulture));
            }
        }
    }

    private static double[][] NamedBy(ModelTask task, double noise, int rows, List<TrueMetrics> margins)
    {
        var models = new SimulatedModels(task, noise);
        var sums = margins.Select(_ => new double[Enum.GetValues<Kind>().Length]).ToArray();
        for (var r = 0; r < Named; r++)
        {
            var (baseline, candidate) = models.Draw(rows, 5_000_011UL * (ulong)(r + 1));
            for (var m = 0; m < sums.Length; m++)
            {
                var paired = PairedMetrics.Compare(margins[m].Metric.Name, baseline, candidate, 0.5, r)!;
                foreach (var kind in Enum.GetValues<Kind>())
                {
                    sums[m][(int)kind] += GateErrorRates.Test(paired, margins[m].Metric, Margin(margins[m], kind), kind == Kind.Share).Detectable / Named;
                }
            }
        }

        return sums;
    }

    private static double Rejections(ModelTask task, double noise, int rows, int replications, MetricDefinition metric, double margin, bool relative)
    {
        var models = new SimulatedModels(task, noise);
        var found = 0;
        for (var r = 0; r < replications; r++)
        {
            var (baseline, candidate) = models.Draw(rows, 1_000_003UL * (ulong)(r + 1));
            var test = GateErrorRates.Test(PairedMetrics.Compare(metric.Name, baseline, candidate, 0.5, r)!, metric, margin, relative);
            found += test.PValue <= GateErrorRates.Alpha ? 1 : 0;
        }

        return (double)found / replications;
    }

    private static double Margin(TrueMetrics truth, Kind kind) => kind == Kind.None ? 0 : truth.Margin(kind == Kind.Share);

    private static void Print(int rows, string metric, double margin, Kind kind, string regression, string power) =>
        Console.WriteLine(FormattableString.Invariant($"| {rows:N0} | {metric} | {(kind == Kind.None ? "0" : Text(margin, kind))} | {regression} | {power} |"));

    private static string Text(double value, Kind kind) => value.ToString(kind == Kind.Share ? "P2" : "F4", CultureInfo.InvariantCulture);
}
