using System.Globalization;
using Ingot.Core.Metrics;

namespace Ingot.Search.Trials;

/// <summary>What is asked of a trial besides a good loss: that something that was measured of it be so great at least, or at most.</summary>
/// <param name="Measure">The name of what was measured.</param>
/// <param name="IsLeast">Whether the bound is the least that is allowed, else the most.</param>
/// <param name="Bound">The bound, in the unit of what was measured. It may be reached.</param>
/// <param name="Unit">What it is measured in.</param>
/// <param name="Written">The constraint as the project writes it, such as <c>Recall&gt;=0.8</c>.</param>
public sealed record TrialConstraint(string Measure, bool IsLeast, double Bound, MetricUnit Unit, string Written)
{
    /// <summary>By how much a value breaks it, as a share of the bound, so that bytes and shares can be added; of a bound of 0 the value itself. 0: not at all; NaN: the value is not known.</summary>
    /// <param name="value">What was measured.</param>
    public double Excess(double value)
    {
        if (double.IsNaN(value))
        {
            return double.NaN;
        }

        var beyond = IsLeast ? Bound - value : value - Bound;
        return beyond <= 0 ? 0 : Bound == 0 ? beyond : beyond / Math.Abs(Bound);
    }

    /// <summary>By how much what was measured breaks all constraints together: the sum, as of Optuna's constraints. NaN: something that is asked is not known.</summary>
    /// <param name="constraints">What is asked.</param>
    /// <param name="measures">What was measured, by name.</param>
    public static double Violation(IEnumerable<TrialConstraint> constraints, IReadOnlyDictionary<string, double> measures)
    {
        ArgumentNullException.ThrowIfNull(constraints);
        ArgumentNullException.ThrowIfNull(measures);
        return constraints.Sum(c => c.Excess(measures.GetValueOrDefault(c.Measure, double.NaN)));
    }

    /// <summary>A value as people read it.</summary>
    /// <param name="value">What was measured.</param>
    public string Text(double value) => !double.IsFinite(value) ? "not defined"
        : Unit != MetricUnit.None ? Quantity.Format(value, Unit)
        : value.ToString(value == Math.Floor(value) ? "#,0" : "G5", CultureInfo.InvariantCulture);

    /// <summary>The constraint as the project writes it.</summary>
    public override string ToString() => Written;
}
