using System.Diagnostics;
using System.Globalization;
using Ingot.Core.Drift;
using Ingot.Core.Statistics;

namespace Ingot.Benchmarks.Drift;

/// <summary>How often a window in which nothing has changed is called drifted, in a table of 20 columns: by the thresholds there are, and by textbook rules.</summary>
internal static class FalseAlarmBenchmark
{
    // As in production: one reference is what many windows are compared with.
    private const int WindowsOfReference = 10;

    private static readonly string[] Rules = ["Fixed", "Reference", "Both", "PSI > 0.2", "KS or chi², p < 0.05", "KS or chi², p < 0.05 / 20"];

    public static void Run(int replications, int referenceRows, int[] rows)
    {
        var columns = QuietColumn.Table;
        // By rule, size of the window, and column: whether there was an alarm in each replication.
        bool[][][][] alarms = [.. Rules.Select(_ => rows.Select(_ => columns.Select(_ => new bool[replications]).ToArray()).ToArray())];
        var clock = Stopwatch.StartNew();
        var work = Enumerable.Range(0, columns.Count * ((replications + WindowsOfReference - 1) / WindowsOfReference)).ToList();
        Parallel.ForEach(work, item =>
        {
            var (column, first) = (item % columns.Count, item / columns.Count * WindowsOfReference);
            var seed = (1_000_003UL * (ulong)(first + 1)) + (ulong)column;
            var memory = new Dictionary<long, ReferenceVariation>();
            columns[column].Draw(new SplitMix64(seed), referenceRows, Math.Min(WindowsOfReference, replications - first), rows, (window, size, find, vary) =>
            {
                var at = Array.IndexOf(rows, size);
                var options = new DriftOptions { Seed = seed };
                var usual = find(options);
                var measure = DriftMeasureCatalog.Find(usual.Measure)!;

                // Chunks have at most half of the reference, and those of greater windows are the same.
                var chunk = Math.Min(size, referenceRows / 2);
                var variation = memory.TryGetValue(chunk, out var known) ? known : memory[chunk] = vary(measure, options);
                var psi = find(options with { Measure = DriftMeasureCatalog.PopulationStability, Resamples = 20 });
                var test = find(options with { Measure = columns[column].IsNumber ? DriftMeasureCatalog.KolmogorovSmirnov : DriftMeasureCatalog.ChiSquared, Resamples = 20 });
                bool[] found =
                [
                    usual.Outcome == DriftOutcome.Drifted,
                    DriftDetector.Conclude(usual.Low, usual.High, DriftThreshold.Of(DriftThresholdMode.Reference, measure.Threshold, variation).Value) == DriftOutcome.Drifted,
                    DriftDetector.Conclude(usual.Low, usual.High, DriftThreshold.Of(DriftThresholdMode.Both, measure.Threshold, variation).Value) == DriftOutcome.Drifted,
                    psi.Observed > 0.2,
                    test.PValue < 0.05,
                    test.PValue < 0.05 / columns.Count,
                ];
                for (var rule = 0; rule < found.Length; rule++)
                {
                    alarms[rule][at][column][first + window] = found[rule];
                }
            });
        });
        Print(columns, alarms, rows, replications, referenceRows);
        Console.WriteLine(FormattableString.Invariant($"\n{clock.Elapsed.TotalSeconds:0} s, {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:0} s of processor."));
    }

    private static void Print(IReadOnlyList<QuietColumn> columns, bool[][][][] alarms, int[] rows, int replications, int referenceRows)
    {
        Console.WriteLine(FormattableString.Invariant($"{referenceRows:N0} reference rows, {columns.Count} columns, {replications} windows of each size without a change, {WindowsOfReference} beside each reference."));
        Console.WriteLine($"\n| threshold | {string.Join(" | ", rows.Select(r => r.ToString("N0", CultureInfo.InvariantCulture) + " rows: windows with an alarm, % | columns, %"))} |");
        Console.WriteLine($"|---|{string.Concat(rows.Select(_ => "---|---|"))}");
        for (var rule = 0; rule < Rules.Length; rule++)
        {
            var cells = new List<string> { Rules[rule] };
            for (var size = 0; size < rows.Length; size++)
            {
                var windows = Enumerable.Range(0, replications).Select(r => Enumerable.Range(0, columns.Count).Count(c => alarms[rule][size][c][r])).ToList();
                cells.Add((100.0 * windows.Count(w => w > 0) / replications).ToString("0.0", CultureInfo.InvariantCulture));
                cells.Add((100.0 * windows.Sum() / replications / columns.Count).ToString("0.00", CultureInfo.InvariantCulture));
            }

            Console.WriteLine($"| {string.Join(" | ", cells)} |");
        }

        Console.WriteLine("\nColumns with an alarm in more than 1 % of the windows, by our own thresholds:");
        for (var rule = 0; rule < 3; rule++)
        {
            for (var size = 0; size < rows.Length; size++)
            {
                for (var column = 0; column < columns.Count; column++)
                {
                    var count = Enumerable.Range(0, replications).Count(r => alarms[rule][size][column][r]);
                    if (count > replications / 100.0)
                    {
                        Console.WriteLine(FormattableString.Invariant($"{Rules[rule]}, {rows[size]:N0} rows, {columns[column].Name}: {100.0 * count / replications:0.0} %"));
                    }
                }
            }
        }
    }
}
