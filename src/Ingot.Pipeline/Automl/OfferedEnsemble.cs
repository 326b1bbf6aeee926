using Ingot.Pipeline.Search;
using Ingot.Search.Reports;
using Ingot.Search.Trials;
using Ingot.Training.Trials;

namespace Ingot.Pipeline.Automl;

/// <summary>An ensemble that was found, held to what is asked of every trial.</summary>
internal sealed class OfferedEnsemble
{
    private readonly SearchDefinition _search;
    private readonly SortedDictionary<string, double> _measures = new(StringComparer.Ordinal);

    /// <summary>Measures it.</summary>
    /// <param name="search">What is asked.</param>
    /// <param name="choice">The ensemble.</param>
    /// <param name="candidates">What it was chosen from, in the order of its counts.</param>
    public OfferedEnsemble(SearchDefinition search, TrialEnsembleChoice choice, IReadOnlyList<TrialReport> candidates)
    {
        (_search, Choice) = (search, choice);
        var members = candidates.Where((_, i) => choice.Counts[i] > 0).ToList();
        foreach (var measure in search.Constraints.Select(c => c.Measure).Distinct(StringComparer.Ordinal))
        {
            // Its graph has those of all members.
            _measures[measure] = ModelMeasures.Has(measure) ? members.Sum(m => m.Measures![measure]) : choice.Score.Measures[measure];
        }
    }

    /// <summary>The ensemble.</summary>
    public TrialEnsembleChoice Choice { get; }

    /// <summary>Whether it keeps what is asked.</summary>
    public bool IsKept => new TrialWorth(Violation, 0).IsFeasible;

    /// <summary>Whether it is what is chosen.</summary>
    public bool IsTaken => Choice.IsWorthIt && IsKept;

    /// <summary>What it breaks, in words.</summary>
    public string Broken => _search.Broken(_measures);

    /// <summary>What is said of it.</summary>
    public EnsembleOffer Report => new(
        Choice.Score.Interval.Value, Choice.Score.Interval.Low, Choice.Score.Interval.High, Choice.Members, Choice.SingleLoss, Choice.EnsembleLoss, Choice.Gain, Choice.StandardError, IsTaken)
    {
        Measures = SearchReports.MeasuresOf(_measures),
        Violation = Violation,
    };

    private double Violation => TrialConstraint.Violation(_search.Constraints, _measures);
}
