namespace Ingot.Search.Trials;

/// <summary>
/// What a trial, or a step of one, is worth beside others: what keeps all constraints goes before what does not, whatever the loss; then what breaks them less (K. Deb, "An
/// efficient constraint handling method for genetic algorithms", 2000; Optuna's samplers do the same); then the lower loss. What was not measured comes last.
/// </summary>
/// <param name="Violation">As <see cref="Trial.Violation"/>.</param>
/// <param name="Loss">As <see cref="Trial.Loss"/>.</param>
public readonly record struct TrialWorth(double Violation, double Loss) : IComparable<TrialWorth>
{
    /// <summary>Whether all constraints are kept.</summary>
    public bool IsFeasible => Violation <= 0;

    /// <summary>By how much they are broken, 0: not at all; what is not known breaks them more than anything.</summary>
    public double Breach => double.IsNaN(Violation) ? double.PositiveInfinity : Math.Max(Violation, 0);

    /// <inheritdoc/>
    public int CompareTo(TrialWorth other)
    {
        var known = double.IsNaN(Loss).CompareTo(double.IsNaN(other.Loss));
        if (known != 0)
        {
            return known;
        }

        var breach = Breach.CompareTo(other.Breach);
        return breach != 0 ? breach : Loss.CompareTo(other.Loss);
    }

    /// <summary>Whether one is better.</summary>
    public static bool operator <(TrialWorth left, TrialWorth right) => left.CompareTo(right) < 0;

    /// <summary>Whether one is worse.</summary>
    public static bool operator >(TrialWorth left, TrialWorth right) => left.CompareTo(right) > 0;

    /// <summary>Whether one is as good or better.</summary>
    public static bool operator <=(TrialWorth left, TrialWorth right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one is as good or worse.</summary>
    public static bool operator >=(TrialWorth left, TrialWorth right) => left.CompareTo(right) >= 0;
}
