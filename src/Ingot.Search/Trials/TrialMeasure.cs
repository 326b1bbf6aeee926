using System.Collections.ObjectModel;

namespace Ingot.Search.Trials;

/// <summary>What a measurement gave.</summary>
/// <param name="Parts">The loss on each part of the data, the lower the better; the trial's is their mean.</param>
public sealed record TrialMeasure(IReadOnlyList<double> Parts)
{
    /// <summary>As <see cref="Trial.Violation"/>. Default 0.</summary>
    public double Violation { get; init; }

    /// <summary>As <see cref="Trial.Measures"/>. Default empty.</summary>
    public IReadOnlyDictionary<string, double> Measures { get; init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>Lower end of the 95 % interval of the mean; NaN: there is none.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>Upper end of the 95 % interval of the mean; NaN: there is none.</summary>
    public double High { get; init; } = double.NaN;

    /// <summary>How many iterations the model kept; null: its learner has none.</summary>
    public int? Iterations { get; init; }

    /// <summary>Whether more iterations would change nothing: it stopped by itself. Default false.</summary>
    public bool IsFinal { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Why there is no number; else null.</summary>
    public string? Failure { get; init; }
}
