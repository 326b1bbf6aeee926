using System.Diagnostics;
using System.Globalization;
using Ingot.Search;
using Ingot.Search.Samplers;
using Ingot.Search.Trials;

namespace Ingot.Benchmarks.Search;

/// <summary>What samplers find on functions whose least value is known, by seed, beside Optuna.</summary>
internal static class SearchBenchmark
{
    private const string Tpe = "Tpe";
    private const string Random = "Random";

    /// <summary>Searches each function with each seed, and prints medians and ranks.</summary>
    /// <param name="trials">How many trials each search has.</param>
    /// <param name="seeds">How many seeds.</param>
    /// <param name="python">The Python that has Optuna.</param>
    /// <param name="optuna">The folder of an Optuna to take instead of that Python's own; null: its own.</param>
    public static int Run(int trials, int seeds, string python, string? optuna)
    {
        var found = new Dictionary<(string Function, string Sampler), List<double>>();
        foreach (var function in SearchFunction.All)
        {
            found[(function.Name, Random)] = [.. Enumerable.Range(0, seeds).AsParallel().AsOrdered().Select(s => Best(function, new RandomSampler(function.Space, s), trials))];
            found[(function.Name, Tpe)] = [.. Enumerable.Range(0, seeds).AsParallel().AsOrdered().Select(s => Best(function, new TpeSampler(function.Space, s), trials))];
        }

        var other = Optuna(trials, seeds, python, optuna, found);
        string[] samplers = [Random, Tpe, .. other is null ? Array.Empty<string>() : [other]];
        Console.WriteLine(FormattableString.Invariant($"Best value less the least one, {trials} trials, {seeds} seeds: median (rank of the seeds' mean)"));
        Console.WriteLine($"| function | {string.Join(" | ", samplers)} | seeds in which Tpe beats Random |");
        Console.WriteLine($"|---|{string.Concat(samplers.Select(_ => "---|"))}---|");
        var ranks = samplers.ToDictionary(s => s, _ => new List<double>());
        foreach (var function in SearchFunction.All)
        {
            var bySeed = Enumerable.Range(0, seeds).Select(s => Ranks([.. samplers.Select(n => found[(function.Name, n)][s])])).ToList();
            var mean = samplers.Select((n, i) => (n, Rank: bySeed.Average(r => r[i]))).ToDictionary(r => r.n, r => r.Rank);
            foreach (var sampler in samplers)
            {
                ranks[sampler].Add(mean[sampler]);
            }

            var wins = Enumerable.Range(0, seeds).Count(s => found[(function.Name, Tpe)][s] < found[(function.Name, Random)][s]);
            Console.WriteLine(FormattableString.Invariant($"| {function.Name} | {string.Join(" | ", samplers.Select(n => FormattableString.Invariant($"{Median(found[(function.Name, n)]) - function.Least:G3} ({mean[n]:0.00})")))} | {wins} of {seeds} |"));
        }

        Console.WriteLine($"| mean rank | {string.Join(" | ", samplers.Select(n => ranks[n].Average().ToString("0.00", CultureInfo.InvariantCulture)))} | |");
        return 0;
    }

    private static double Best(SearchFunction function, ISampler sampler, int trials)
    {
        var run = new SearchRun(new SearchPlan(sampler, trials), new NoJournal());
        _ = run.Run([], r => new TrialMeasure([function.Loss(r.Trial.Point)]), () => false, CancellationToken.None);
        return run.Trials.Min(t => t.Loss);
    }

    private static string? Optuna(int trials, int seeds, string python, string? folder, Dictionary<(string, string), List<double>> found)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Search", "optuna_search.py");
        var start = new ProcessStartInfo(python, [script, trials.ToString(CultureInfo.InvariantCulture), seeds.ToString(CultureInfo.InvariantCulture), .. folder is null ? Array.Empty<string>() : [folder]])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')).ToList();
        process.WaitForExit();
        if (process.ExitCode != 0 || lines.Count == 0)
        {
            Console.WriteLine("That Python has no Optuna: only random search is compared.");
            return null;
        }

        var name = $"Optuna {lines[0][1]}";
        foreach (var line in lines.Skip(1))
        {
            if (!found.TryGetValue((line[0], name), out var values))
            {
                found[(line[0], name)] = values = [];
            }

            values.Add(double.Parse(line[2], CultureInfo.InvariantCulture));
        }

        return name;
    }

    // The best is 1; equal ones share.
    private static double[] Ranks(double[] values) => Array.ConvertAll(values, v => 1 + values.Count(o => o < v) + ((values.Count(o => o == v) - 1) / 2.0));

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private sealed class NoJournal : ITrialJournal
    {
        public void Add(Trial trial)
        {
        }
    }
}
