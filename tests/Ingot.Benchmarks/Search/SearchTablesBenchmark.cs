using System.Diagnostics;
using System.Text.Json;
using Ingot.Core.Schemas;
using Ingot.Search.Spaces;

namespace Ingot.Benchmarks.Search;

/// <summary>What samplers find on six tables, by seed, beside Optuna.</summary>
internal static class SearchTablesBenchmark
{
    private static readonly (string Name, string Label, ModelTask Task)[] Tables =
    [
        ("telco", "churn", ModelTask.BinaryClassification),
        ("california", "clf_target", ModelTask.BinaryClassification),
        ("diamonds", "price", ModelTask.Regression),
        ("breast_cancer", "target", ModelTask.BinaryClassification),
        ("digits", "target", ModelTask.MulticlassClassification),
        ("diabetes", "target", ModelTask.Regression),
    ];

    /// <summary>Searches each table with each seed, and prints medians and ranks.</summary>
    /// <param name="data">The folder of telco_churn.csv, california_housing_reference.csv and diamonds.csv.</param>
    /// <param name="folder">Keeps the tables' losses, so that they are trained once.</param>
    /// <param name="trials">How many trials each search has.</param>
    /// <param name="seeds">How many seeds.</param>
    /// <param name="python">The Python that has Optuna and scikit-learn's tables.</param>
    /// <param name="optuna">The folder of an Optuna to take instead of that Python's own; null: its own.</param>
    public static void Run(DirectoryInfo data, DirectoryInfo folder, int trials, int seeds, string python, string? optuna)
    {
        folder.Create();
        using (var process = Process.Start(python, [Path.Combine(AppContext.BaseDirectory, "Search", "search_tables.py"), data.FullName, folder.FullName]))
        {
            process.WaitForExit();
        }

        var tables = Tables.Select(t => Kept(folder.FullName, t.Name, t.Label, t.Task)).ToList();
        var kept = Path.Combine(folder.FullName, "losses.json");
        File.WriteAllText(kept, JsonSerializer.Serialize(tables));
        var space = new SearchSpace([.. SearchTable.Grid.Select(p => new SearchParameter(p.Name, new NumberDomain(0, p.Levels.Length - 1, isWhole: true)))]);
        var comparison = new SamplerComparison(trials, seeds);
        foreach (var table in tables)
        {
            comparison.Search(table.Name, space, p => table.Losses[SearchTable.Place(SearchTable.Grid.Select(g => (int)p[g.Name]))]);
        }

        comparison.Optuna(python, "optuna_tables.py", [kept, string.Join(',', SearchTable.Grid.Select(g => g.Levels.Length)), .. optuna is null ? Array.Empty<string>() : [optuna]]);
        Console.WriteLine(FormattableString.Invariant($"Loss of the best found less the least of {tables[0].Losses.Count} points, in percent of the median point's, {trials} trials, {seeds} seeds: median (rank of the seeds' mean)"));
        comparison.Print("table", tables.Select(t => (t.Name, Regret(t.Losses))));
    }

    // Each is trained once.
    private static SearchTable Kept(string folder, string name, string label, ModelTask task)
    {
        var kept = Path.Combine(folder, name + ".json");
        if (!File.Exists(kept))
        {
            var watch = Stopwatch.StartNew();
            File.WriteAllText(kept, JsonSerializer.Serialize(SearchTable.Measure(name, Path.Combine(folder, name + ".csv"), label, task)));
            Console.WriteLine(FormattableString.Invariant($"{watch.Elapsed.TotalSeconds:0} s to train all points of {name}"));
        }

        return JsonSerializer.Deserialize<SearchTable>(File.ReadAllText(kept))!;
    }

    private static Func<double, double> Regret(IReadOnlyList<double> losses)
    {
        var (least, median) = (losses.Min(), losses.Order().ElementAt(losses.Count / 2));
        return v => 100 * (v - least) / (median - least);
    }
}
