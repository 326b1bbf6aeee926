using System.Diagnostics;
using System.Globalization;
using Ingot.Benchmarks.Text;
using Ingot.Core.Diagnostics;
using Ingot.Core.Runs;
using Ingot.Runs.Stores;

namespace Ingot.Benchmarks.Search;

/// <summary>Listing very many runs and drawing the board of them, beside SQLite's own reading of the same rows.</summary>
internal static class RunListBenchmark
{
    // What the rows are read by: no library of ours, and no reading into objects of ours.
    private const string Bare = "import sqlite3,sys\nc = sqlite3.connect(sys.argv[1])\nfor t in ('runs', 'metrics', 'parameters', 'steps', 'tags'):\n    for r in c.execute('SELECT * FROM ' + t): pass\n";

    /// <summary>Makes a store, lists it in processes of their own, and prints medians.</summary>
    /// <param name="runs">How many runs.</param>
    /// <param name="rounds">How often each is listed.</param>
    /// <param name="python">A Python.</param>
    public static void Run(int runs, int rounds, string python)
    {
        var folder = Directory.CreateTempSubdirectory("ingot-runs-").FullName;
        try
        {
            var path = Path.Combine(folder, "runs.db");
            Fill(new SqliteRunStore(path, new DiagnosticList(), TimeProvider.System), runs);
            var tool = Path.Combine(Path.GetDirectoryName(Workplace.Feed)!, "bin", "Ingot.Tool", "release", "Ingot.Tool.dll");
            (string Name, string Program, string[] Arguments)[] contestants =
            [
                ("dotnet ingot --version", "dotnet", [tool, "--version"]),
                ("dotnet ingot runs list", "dotnet", [tool, "runs", "list", "--store", path]),
                (FormattableString.Invariant($"dotnet ingot runs list --limit {runs} --json"), "dotnet", [tool, "runs", "list", "--store", path, "--limit", runs.ToString(CultureInfo.InvariantCulture), "--json"]),
                (FormattableString.Invariant($"dotnet ingot runs list --limit {runs}"), "dotnet", [tool, "runs", "list", "--store", path, "--limit", runs.ToString(CultureInfo.InvariantCulture)]),
                ("dotnet ingot runs board", "dotnet", [tool, "runs", "board", "--store", path, "--out", Path.Combine(folder, "board.html")]),
                ("python", python, ["-c", "import sqlite3"]),
                ("python, SELECT * of all tables", python, ["-c", Bare, path]),
            ];
            var times = contestants.Select(_ => new List<(double Wall, double Processor)>()).ToArray();
            for (var round = 0; round < rounds; round++)
            {
                for (var c = 0; c < contestants.Length; c++)
                {
                    times[c].Add(Seconds(contestants[c].Program, contestants[c].Arguments));
                }
            }

            var store = new SqliteRunStore(path, new DiagnosticList(), TimeProvider.System);
            Console.WriteLine(FormattableString.Invariant($"{runs:N0} runs, {new FileInfo(path).Length / 1e6:0.0} MB; medians of {rounds} rounds, a process each"));
            Console.WriteLine("| what | s | processor time, s |");
            Console.WriteLine("|---|---|---|");
            foreach (var (contestant, took) in contestants.Zip(times))
            {
                Console.WriteLine(FormattableString.Invariant($"| {contestant.Name} | {Median(took.Select(t => t.Wall)):0.00} | {Median(took.Select(t => t.Processor)):0.00} |"));
            }

            var inside = Enumerable.Range(0, rounds).Select(r =>
            {
                var watch = Stopwatch.StartNew();
                return store.Read(new RunQuery()).Count == runs ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException("Not all runs were read.");
            }).ToList();
            Console.WriteLine(FormattableString.Invariant($"| all runs read, in a process that runs | {Median(inside):0.00} | |"));
            Console.WriteLine(FormattableString.Invariant($"\nThe board has {new FileInfo(Path.Combine(folder, "board.html")).Length / 1e6:0.0} MB."));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Fill(SqliteRunStore store, int runs)
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var all = Enumerable.Range(0, runs).Select(i => new Run
        {
            Id = i.ToString("D10", CultureInfo.InvariantCulture),
            Kind = RunKind.Build,
            State = RunState.Finished,
            Model = FormattableString.Invariant($"Model{i % 20}"),
            Version = "1.0.0",
            Project = FormattableString.Invariant($"models/Model{i % 20}/Model{i % 20}.csproj"),
            Started = start.AddMinutes(i),
            Ended = start.AddMinutes(i).AddSeconds(40),
            Parameters = new SortedDictionary<string, string>(Enumerable.Range(0, 12).ToDictionary(p => FormattableString.Invariant($"Trainer.Parameter{p}"), p => FormattableString.Invariant($"{i * p % 97}")), StringComparer.Ordinal),
            Metrics = [.. Enumerable.Range(0, 10).Select(m => new RunMetric { Name = m == 0 ? "AUC" : FormattableString.Invariant($"Metric{m}"), Data = "reference", Value = 0.5 + (i * (m + 1) % 1000 / 2000.0), Low = 0.5, High = 1, HigherIsBetter = true })],
            Steps = [.. new[] { "Prepare", "Train", "Evaluate", "Gate" }.Select(s => new RunStep(s, start.AddMinutes(i), start.AddMinutes(i).AddSeconds(10), "Passed"))],
            Tags = i % 50 == 0 ? ["keep"] : [],
        });
        foreach (var part in all.Chunk(1000))
        {
            store.Save(part, null, start);
        }
    }

    private static (double Wall, double Processor) Seconds(string program, string[] arguments)
    {
        var (watch, before) = (Stopwatch.StartNew(), ProcessorTime.OfChildren());
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? (watch.Elapsed.TotalSeconds, ProcessorTime.OfChildren() - before) : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static double Median(IEnumerable<double> values)
    {
        List<double> sorted = [.. values.Order()];
        return sorted[sorted.Count / 2];
    }
}
