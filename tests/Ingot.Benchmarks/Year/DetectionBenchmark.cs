using System.Diagnostics;
using Ingot.Simulation.Loop;
using Ingot.Simulation.Models;
using Ingot.Simulation.Textbook;
using Ingot.Simulation.World;

namespace Ingot.Benchmarks.Year;

/// <summary>How soon each change of a simulated year is seen, and how often something is seen that is not there.</summary>
internal static class DetectionBenchmark
{
    private const int QuietWeeks = 16;
    private const int WeeksAfter = 10;

    public static void Run(int seeds, int firstSeed, int[] days, int parallel)
    {
        var source = CustomerSource.Read(Repository.Root);
        foreach (var length in days)
        {
            var watch = Stopwatch.StartNew();
            var found = new List<Detection>();
            Parallel.For(firstSeed, firstSeed + seeds, new ParallelOptions { MaxDegreeOfParallelism = parallel }, seed =>
            {
                var trial = new DetectionTrial(new QuickModels(), source, new YearPlan { Seed = seed }, TimeSpan.FromDays(length), QuietWeeks, WeeksAfter);
                var seen = trial.Run([new LibraryWatch(MonitorLaw.OfTheYear), TextbookWatch.Stability(), TextbookWatch.Significance()]);
                lock (found)
                {
                    found.AddRange(seen);
                    Console.Error.WriteLine(FormattableString.Invariant($"{length} days, seed {seed}: {string.Join("; ", seen.Select(f => $"{f.Watch} {f.Change?.ToString() ?? "quiet"} {f.Alarms.Count}/{f.Windows} {string.Join('+', f.Reasons)}"))}"));
                }
            });
            Console.WriteLine(FormattableString.Invariant($"\nwindows of {length} days, {seeds} seeds, {watch.Elapsed.TotalSeconds:0} s\n"));
            Print(found);
        }
    }

    private static void Print(List<Detection> found)
    {
        Console.WriteLine("| watched by | change | found within 1 window, % | 2 | 3 | 4 | 6 | 10 | median | alarms per quiet window |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var way in found.GroupBy(f => f.Watch))
        {
            var quiet = way.Where(f => f.Change is null).ToList();
            var rate = (double)quiet.Sum(f => f.Alarms.Count) / quiet.Sum(f => f.Windows);
            foreach (var change in way.Where(f => f.Change is not null).GroupBy(f => f.Change))
            {
                List<int> delays = [.. change.Select(f => f.Delay ?? int.MaxValue).Order()];
                var within = string.Join(" | ", ((int[])[1, 2, 3, 4, 6, WeeksAfter]).Select(n => FormattableString.Invariant($"{100.0 * delays.Count(d => d <= n) / delays.Count:0}")));
                var median = delays[delays.Count / 2];
                var reasons = string.Join(", ", change.SelectMany(f => f.Reasons).CountBy(r => r).OrderByDescending(r => r.Value).Take(3).Select(r => $"{r.Key} ({r.Value})"));
                Console.WriteLine(FormattableString.Invariant($"| {way.Key} | {change.Key} | {within} | {(median == int.MaxValue ? "–" : median.ToString(System.Globalization.CultureInfo.InvariantCulture))} | {rate:0.000} |  {reasons}"));
            }

            Console.WriteLine($"quiet: {string.Join(", ", quiet.SelectMany(f => f.Reasons).CountBy(r => r).OrderByDescending(r => r.Value).Take(5).Select(r => $"{r.Key} ({r.Value})"))}");
        }
    }
}
