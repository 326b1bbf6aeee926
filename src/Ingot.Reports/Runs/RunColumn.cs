using System.Globalization;
using Ingot.Core.Runs;

namespace Ingot.Reports.Runs;

/// <summary>A parameter that differs between runs.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="IsNumeric">Whether all its values are numbers.</param>
internal sealed record RunColumn(string Name, bool IsNumeric)
{
    /// <summary>The parameters that differ, those that most runs have in front.</summary>
    public static IReadOnlyList<RunColumn> Varying(IReadOnlyList<Run> runs, int most) =>
    [
        .. runs.SelectMany(r => r.Parameters).GroupBy(p => p.Key, p => p.Value, StringComparer.Ordinal)
            .Select(g => (Name: g.Key, Count: g.Count(), Values: g.Distinct(StringComparer.Ordinal).ToList()))
            .Where(p => p.Values.Count > 1)
            .OrderByDescending(p => p.Count).ThenBy(p => p.Name, StringComparer.Ordinal)
            .Take(most)
            .Select(p => new RunColumn(p.Name, p.Values.TrueForAll(v => Number(v) is not null))),
    ];

    /// <summary>A value as a number; null when it is none.</summary>
    public static double? Number(string value) => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>The run with the best value of a metric; null when none has one, or nobody said which values are good.</summary>
    public static Run? Best(IEnumerable<Run> runs, string metric) => runs
        .Select(r => (Run: r, Metric: r.Find(metric)))
        .Where(p => p.Metric is { HigherIsBetter: not null } m && double.IsFinite(m.Value))
        .OrderByDescending(p => Goodness(p.Metric!))
        .Select(p => p.Run).FirstOrDefault();

    /// <summary>A value by which more is better.</summary>
    public static double Goodness(RunMetric metric) => metric.HigherIsBetter == false ? -metric.Value : metric.Value;
}
