using System.Collections.ObjectModel;

namespace Ingot.Search.Trials;

/// <summary>A point of the space, and what it was worth.</summary>
/// <param name="Number">In the order in which they were asked for, from 0.</param>
/// <param name="Point">The parameters that exist there; a choice by its place.</param>
public sealed record Trial(int Number, IReadOnlyDictionary<string, double> Point)
{
    /// <summary>What became of it. Default: not known yet.</summary>
    public TrialState State { get; init; }

    /// <summary>What it was worth: the lower the better. NaN where it was not measured.</summary>
    public double Loss { get; init; } = double.NaN;

    /// <summary>By how much it breaks the constraints that there are, 0: not at all; NaN: that is not known, and worse than any break.</summary>
    public double Violation { get; init; }

    /// <summary>What was measured of it for the constraints, by name. Default empty.</summary>
    public IReadOnlyDictionary<string, double> Measures { get; init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>What it is worth beside others.</summary>
    public TrialWorth Worth => new(Violation, Loss);

    /// <summary>What it was worth with fewer iterations, of schedules that ask that; in their order.</summary>
    public IReadOnlyList<TrialStep> Steps { get; init; } = [];

    /// <summary>Its loss on each of the parts of the data on which it was measured, of which <see cref="Loss"/> is the mean. Default empty: there are no parts.</summary>
    public IReadOnlyList<double> Parts { get; init; } = [];

    /// <summary>Lower end of the 95 % interval of <see cref="Loss"/>; NaN: there is none.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>Upper end of the 95 % interval of <see cref="Loss"/>; NaN: there is none.</summary>
    public double High { get; init; } = double.NaN;

    /// <summary>How many iterations the model kept; null: that is not known, or its learner has none.</summary>
    public int? Iterations { get; init; }

    /// <summary>How long it took. Of no consequence to anything.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Why it failed; else null.</summary>
    public string? Failure { get; init; }

    /// <summary>The best of those that were measured and break nothing; the first of several that are as good. Null: there is none.</summary>
    public static Trial? BestOf(IEnumerable<Trial> trials) => NearestOf(trials.Where(t => t.Worth.IsFeasible));

    /// <summary>The best of those that were measured, where all break something that which breaks least. Null: none was measured.</summary>
    public static Trial? NearestOf(IEnumerable<Trial> trials) =>
        trials.Where(t => t.State is TrialState.Complete or TrialState.Pruned && double.IsFinite(t.Loss)).OrderBy(t => t.Worth).ThenBy(t => t.Number).FirstOrDefault();
}
