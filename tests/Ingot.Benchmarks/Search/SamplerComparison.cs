using System.Diagnostics;
using System.Globalization;
using Ingot.Search;
using Ingot.Search.Samplers;
using Ingot.Search.Spaces;
using Ingot.Search.Trials;

namespace Ingot.Benchmarks.Search;

/// <summary>Samplers on the same problems with the same seeds: what each found.</summary>
/// <param name="trials">How many trials each search has.</param>
/// <param name="seeds">How many seeds.</param>
internal sealed class SamplerComparison(int trials, int seeds)
{
    private const string Tpe = "Tpe";
    private const string Random = "Random";

    private readonly Dictionary<(string Problem, string Sampler), List<double>> _found = [];
    private readonly List<string> _samplers = [Random, Tpe];

    /// <summary>Has Ingot's samplers search a problem.</summary>
    public void Search(string problem, SearchSpace space, Func<IReadOnlyDictionary<string, double>, double> loss)
    {
        _found[(problem, Random)] = [.. Enumerable.Range(0, seeds).AsParallel().AsOrdered().Select(s => Best(new RandomSampler(space, s), loss))];
        _found[(problem, Tpe)] = [.. Enumerable.Range(0, seeds).AsParallel().AsOrdered().Select(s => Best(new TpeSampler(space, s), loss))];
    }

    /// <summary>Has Optuna search the problems: a script prints its version, and a line "problem seed best" each.</summary>
    /// <param name="python">The Python that has it.</param>
    /// <param name="script">The script beside the samplers' own.</param>
    /// <param name="more">What it is handed besides trials and seeds.</param>
    public void Optuna(string python, string script, params IEnumerable<string> more)
    {
        var start = new ProcessStartInfo(
            python, [Path.Combine(AppContext.BaseDirectory, "Search", script), trials.ToString(CultureInfo.InvariantCulture), seeds.ToString(CultureInfo.InvariantCulture), .. more])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')).ToList();
        process.WaitForExit();
        if (process.ExitCode != 0 || lines.Count == 0)
        {
            Console.WriteLine("That Python has no Optuna: only random search is compared.");
            return;
        }

        var name = $"Optuna {lines[0][1]}";
        _samplers.Add(name);
        foreach (var line in lines.Skip(1))
        {
            if (!_found.TryGetValue((line[0], name), out var values))
            {
                _found[(line[0], name)] = values = [];
            }

            values.Add(double.Parse(line[2], CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Prints medians and mean ranks.</summary>
    /// <param name="problem">What a problem is called.</param>
    /// <param name="problems">The problems, and how far a value is from the least one.</param>
    public void Print(string problem, IEnumerable<(string Name, Func<double, double> Regret)> problems)
    {
        Console.WriteLine($"| {problem} | {string.Join(" | ", _samplers)} | seeds in which Tpe beats Random |");
        Console.WriteLine($"|---|{string.Concat(_samplers.Select(_ => "---|"))}---|");
        var ranks = _samplers.ToDictionary(s => s, _ => new List<double>());
        foreach (var (name, regret) in problems)
        {
            var bySeed = Enumerable.Range(0, seeds).Select(s => Ranks([.. _samplers.Select(n => _found[(name, n)][s])])).ToList();
            var mean = _samplers.Select((n, i) => (n, Rank: bySeed.Average(r => r[i]))).ToDictionary(r => r.n, r => r.Rank);
            foreach (var sampler in _samplers)
            {
                ranks[sampler].Add(mean[sampler]);
            }

            var wins = Enumerable.Range(0, seeds).Count(s => _found[(name, Tpe)][s] < _found[(name, Random)][s]);
            Console.WriteLine(FormattableString.Invariant(
                $"| {name} | {string.Join(" | ", _samplers.Select(n => FormattableString.Invariant($"{regret(Median(_found[(name, n)])):G3} ({mean[n]:0.00})")))} | {wins} of {seeds} |"));
        }

        Console.WriteLine($"| mean rank | {string.Join(" | ", _samplers.Select(n => ranks[n].Average().ToString("0.00", CultureInfo.InvariantCulture)))} | |");
    }

    private double Best(ISampler sampler, Func<IReadOnlyDictionary<string, double>, double> loss)
    {
        var run = new SearchRun(new SearchPlan(sampler, trials), new NoJournal());
        _ = run.Run([], r => new TrialMeasure([loss(r.Trial.Point)]), () => false, CancellationToken.None);
        return run.Trials.Min(t => t.Loss);
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
