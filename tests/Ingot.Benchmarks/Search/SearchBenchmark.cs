namespace Ingot.Benchmarks.Search;

/// <summary>What samplers find on functions whose least value is known, by seed, beside Optuna.</summary>
internal static class SearchBenchmark
{
    /// <summary>Searches each function with each seed, and prints medians and ranks.</summary>
    /// <param name="trials">How many trials each search has.</param>
    /// <param name="seeds">How many seeds.</param>
    /// <param name="python">The Python that has Optuna.</param>
    /// <param name="optuna">The folder of an Optuna to take instead of that Python's own; null: its own.</param>
    public static void Run(int trials, int seeds, string python, string? optuna)
    {
        var comparison = new SamplerComparison(trials, seeds);
        foreach (var function in SearchFunction.All)
        {
            comparison.Search(function.Name, function.Space, function.Loss);
        }

        comparison.Optuna(python, "optuna_search.py", optuna is null ? [] : [optuna]);
        Console.WriteLine(FormattableString.Invariant($"Best value less the least one, {trials} trials, {seeds} seeds: median (rank of the seeds' mean)"));
        comparison.Print("function", SearchFunction.All.Select(f => (f.Name, (Func<double, double>)(v => v - f.Least))));
    }
}
