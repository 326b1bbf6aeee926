using Ingot.Core.Drift;
using Ingot.Core.Statistics;

namespace Ingot.Benchmarks.Drift;

/// <summary>What it costs to count many values against a reference, beside sorting the same values.</summary>
internal static class DriftSpeedBenchmark
{
    private const int Values = 10_000_000;
    private const int Distinct = 10_000;

    public static void Run(int rounds)
    {
        foreach (var (name, known) in new[] { ("values between those of the reference", false), ("values of the reference", true) })
        {
            var random = new SplitMix64(1);
            double Draw() => (random.Next() >> 11) * (1.0 / (1L << 53));
            double[] distinct = [.. Enumerable.Range(0, Distinct).Select(_ => Draw())];
            var reference = NumberReference.Of(distinct);
            double[] values = [.. Enumerable.Range(0, Values).Select(_ => known ? distinct[random.Below(Distinct)] : Draw())];
            var (counting, sorting) = (new List<double>(), new List<double>());
            for (var round = 0; round < rounds; round++)
            {
                counting.Add(Seconds(() => new NumberWindow(reference).Add(values)));
                var copy = (double[])values.Clone();
                sorting.Add(Seconds(() => Array.Sort(copy)));
            }

            var (c, s) = (Median(counting), Median(sorting));
            Console.WriteLine(FormattableString.Invariant(
                $"{Values:N0} {name}, {Distinct:N0} distinct: counted in {c:0.00} s of one core ({c / Values * 1e9:0} ns each), Array.Sort {s:0.00} s, ratio {c / s:0.00}"));
        }
    }

    // Of the processor, since both use one thread: what else runs on the machine then hardly counts.
    private static double Seconds(Action action)
    {
        var before = Environment.CpuUsage.UserTime;
        action();
        return (Environment.CpuUsage.UserTime - before).TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
