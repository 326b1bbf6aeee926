using Ingot.Core.Statistics;

namespace Ingot.Core.Behaviour;

/// <summary>A share of the rows of a group, with weights.</summary>
/// <param name="Successes">Sum of the weights of the rows that count.</param>
/// <param name="Trials">Sum of the weights of all rows.</param>
/// <param name="Squares">Sum of the squared weights of all rows.</param>
public readonly record struct GroupShare(double Successes, double Trials, double Squares)
{
    /// <summary>The share; NaN when there are no rows.</summary>
    public double Value => Trials > 0 ? Successes / Trials : double.NaN;

    /// <summary>The number of rows of equal weight that would tell as much (L. Kish, "Survey sampling", 1965).</summary>
    public double EffectiveRows => Trials * Trials / Squares;

    /// <summary>Wilson's interval.</summary>
    public Interval Interval => Interval.Wilson(Successes, Trials, EffectiveRows);

    /// <summary>The share with one more row.</summary>
    public GroupShare Add(bool success, double weight) =>
        new(Successes + (success ? weight : 0), Trials + weight, Squares + (weight * weight));
}
