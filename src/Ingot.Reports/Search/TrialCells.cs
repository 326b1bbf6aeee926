using System.Globalization;
using System.Xml.Linq;
using Ingot.Search.Reports;
using Ingot.Search.Trials;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Search;

/// <summary>What pages say of constraints.</summary>
internal static class TrialCells
{
    /// <summary>What was measured of a trial for constraints, and by how much it breaks them.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="measures">What was measured.</param>
    public static IEnumerable<object?> Asked(TrialReport trial, IEnumerable<string> measures) =>
        [.. measures.Select(m => trial.Measures?.TryGetValue(m, out var measured) == true ? Measure(measured) : "–"), Broken(trial)];

    /// <summary>What is asked of every trial; null: nothing.</summary>
    /// <param name="constraints">As a project writes them.</param>
    public static XElement? AskedOfAll(IReadOnlyList<string>? constraints) => constraints is null ? null
        : El("p", "Asked of every trial besides: ", El("code", Data(string.Join("; ", constraints))), ". What breaks a constraint is worse than what keeps them all, whatever its metric; the less it breaks them, each as a share of its bound, the better.");

    private static string Measure(double value) => !double.IsFinite(value) ? "–" : value.ToString(value == Math.Floor(value) ? "#,0" : "G5", CultureInfo.InvariantCulture);

    private static string Broken(TrialReport trial) => !double.IsFinite(trial.Value) || new TrialWorth(trial.Violation, trial.Value).IsFeasible ? "–"
        : double.IsFinite(trial.Violation) ? trial.Violation.ToString("P1", CultureInfo.InvariantCulture) : "not defined";
}
