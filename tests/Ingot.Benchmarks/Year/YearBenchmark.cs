using System.Diagnostics;
using Ingot.Simulation.Loop;
using Ingot.Simulation.Models;
using Ingot.Simulation.Report;
using Ingot.Simulation.Textbook;
using Ingot.Simulation.World;

namespace Ingot.Benchmarks.Year;

/// <summary>Simulated years with the loop and without it, beside textbook rules.</summary>
internal static class YearBenchmark
{
    public static void Run(int seeds, int firstSeed, int weeks, int parallel, bool events, string? only)
    {
        var source = CustomerSource.Read(Repository.Root);
        var watch = Stopwatch.StartNew();
        var results = new List<(string Name, YearResult Result)>();
        Parallel.For(firstSeed, firstSeed + seeds, new ParallelOptions { MaxDegreeOfParallelism = parallel }, seed =>
        {
            var models = new QuickModels();
            var world = new YearWorld(new YearPlan { Seed = seed, Weeks = weeks }, source);
            foreach (var (name, way, rules) in Ways().Where(w => only is null || w.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
            {
                var result = YearRun.Of(models, world, way, rules);
                lock (results)
                {
                    results.Add((name, result));
                    if (events)
                    {
                        Console.WriteLine(FormattableString.Invariant($"seed {seed}, {name}: AUC {string.Join(' ', result.Auc.Select(a => a.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture)))}"));
                        result.Events.ToList().ForEach(e => Console.WriteLine($"  {e.Week} {e.Kind} {e.Text}"));
                    }
                }
            }
        });

        Console.WriteLine(FormattableString.Invariant($"\n{seeds} seeds, {watch.Elapsed.TotalSeconds:0} s\n"));
        Console.WriteLine("| | AUC before | after the drift | after the change of concept | after the bad release | of the year | alarms | trained again | promoted | rolled back | weeks with the bad release |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var way in results.GroupBy(r => r.Name).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            List<YearResult> all = [.. way.Select(w => w.Result)];
            string Mean(Func<YearResult, double> of, string format = "0.0") => all.Average(of).ToString(format, System.Globalization.CultureInfo.InvariantCulture);
            var phases = string.Join(" | ", Enumerable.Range(0, all[0].ByPhase().Count).Select(i => Mean(r => r.ByPhase()[i], "0.000")));
            var counts = string.Join(" | ", ((YearEventKind[])[YearEventKind.Alarm, YearEventKind.Retrained, YearEventKind.Promoted, YearEventKind.RolledBack]).Select(k => Mean(r => r.Count(k))));
            Console.WriteLine($"| {way.Key} | {phases} | {counts} | {Mean(BadWeeks)} |");
        }
    }

    /// <summary>Draws a year.</summary>
    public static void Draw(int seed, string folder) =>
        RecordingWatch.Draw(new YearWorld(new YearPlan { Seed = seed }, CustomerSource.Read(Repository.Root)), folder)
            .Events.ToList().ForEach(e => Console.WriteLine($"{e.Week + 1} {e.Kind} {e.Text}"));

    private static List<(string Name, IWatch? Watch, LoopRules Rules)> Ways() =>
    [
        ("nobody watches", null, new LoopRules()),
        ("Ingot", new LibraryWatch(MonitorLaw.OfTheYear), new LoopRules()),
        ("PSI > 0.2", TextbookWatch.Stability(), LoopRules.Textbook),
        ("p < 0.05", TextbookWatch.Significance(), LoopRules.Textbook),
    ];

    private static double BadWeeks(YearResult result) =>
        result.Plan.BadReleaseWeek is { } bad && bad < result.Versions.Count ? result.Versions.Skip(bad).Count(v => v == result.Versions[bad]) : 0;
}
