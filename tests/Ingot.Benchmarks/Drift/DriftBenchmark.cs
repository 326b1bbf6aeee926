using System.Globalization;
using Ingot.Core.Drift;

namespace Ingot.Benchmarks.Drift;

/// <summary>
/// How often the intervals of the measures of drift hold the true value, how often a window without a change is called drifted, and how often one
/// with a change is: simulated columns whose true drift is known.
/// </summary>
internal static class DriftBenchmark
{
    public static void Run(int replications, int referenceRows, int[] rows, string[] columns)
    {
        Console.WriteLine(FormattableString.Invariant(
            $"{referenceRows:N0} reference rows, {replications} replications: a true coverage of 95 % is seen with a standard error of {100 * Math.Sqrt(0.95 * 0.05 / replications):0.0} %."));
        Console.WriteLine("\n| column | measure | true value | rows | coverage, % | mean observed | mean effect | drifted, % | stable, % | p < 0.05, % | textbook, % |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var scenario in new[] { DriftScenario.Numbers, DriftScenario.Categories, DriftScenario.Booleans }
            .Where(s => columns.Length == 0 || columns.Contains(s.Name, StringComparer.Ordinal)))
        {
            foreach (var measure in scenario.Measures)
            {
                var at = Strength(scenario, measure, measure.Threshold, referenceRows);
                var twice = Strength(scenario, measure, measure.Threshold * 2, referenceRows);
                foreach (var strength in new[] { 0, at, twice })
                {
                    foreach (var windowRows in rows)
                    {
                        Print(scenario, measure, strength, (replications, referenceRows, windowRows));
                    }
                }
            }
        }
    }

    private static void Print(DriftScenario scenario, DriftMeasure measure, double strength, (int Replications, int Reference, int Window) sizes)
    {
        var drawn = new (DriftFinding Finding, double Truth)[sizes.Replications];
        Parallel.For(0, drawn.Length, r =>
            drawn[r] = scenario.Draw(measure, strength, sizes.Reference, sizes.Window, 1_000_003UL * (ulong)(r + 1)));
        double Share(Func<(DriftFinding Finding, double Truth), bool> which) => 100.0 * drawn.Count(which) / drawn.Length;
        string[] cells =
        [
            scenario.Name,
            measure.Name,
            Text(drawn.Average(d => d.Truth), "0.000"),
            sizes.Window.ToString("N0", CultureInfo.InvariantCulture),
            Text(Share(d => d.Finding.Low <= d.Truth && d.Truth <= d.Finding.High), "0.0"),
            Text(drawn.Average(d => d.Finding.Observed), "0.000"),
            Text(drawn.Average(d => d.Finding.Effect), "0.000"),
            Text(Share(d => d.Finding.Outcome == DriftOutcome.Drifted), "0.0"),
            Text(Share(d => d.Finding.Outcome == DriftOutcome.Stable), "0.0"),
            Text(Share(d => d.Finding.PValue < 0.05), "0.0"),
            Text(Share(d => IsDriftByTextbook(measure, d.Finding)), "0.0"),
        ];
        Console.WriteLine($"| {string.Join(" | ", cells)} |");
    }

    // PSI above 0.2; tests by p < 0.05; distances above 0.1, as they are observed.
    private static bool IsDriftByTextbook(DriftMeasure measure, DriftFinding finding) => measure.Name switch
    {
        "PSI" => finding.Observed > 0.2,
        "KS" or "ChiSquared" or "TwoProportions" => finding.PValue < 0.05,
        _ => finding.Observed > 0.1,
    };

    // The strength of which the measure has a true value. Bins of one large reference stand for those of all.
    private static double Strength(DriftScenario scenario, DriftMeasure measure, double value, int referenceRows)
    {
        double low = 0, high = scenario == DriftScenario.Numbers ? 2 : 0.245;
        for (var i = 0; i < 30; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = scenario.Draw(measure, middle, referenceRows, 1000, 1).Truth < value ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
