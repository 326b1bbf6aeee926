using System.Globalization;
using Ingot.Artifacts;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Search.Trials;
using Ingot.Training.Trials;

namespace Ingot.Pipeline.Search;

/// <summary>The trainer that the project has, measured as the trials are: what a search must beat.</summary>
/// <param name="spec">What the project says.</param>
/// <param name="schema">The model's.</param>
/// <param name="place">Measures.</param>
/// <param name="definition">The search.</param>
internal sealed class PresentTrainer(ModelSpec spec, ModelSchema schema, ITrialPlace place, SearchDefinition definition)
{
    /// <summary>The trainer.</summary>
    public TrainerSpec Trainer { get; } = TrainerChoice.Of(spec.Trainer, schema);

    /// <summary>What it is called in the project.</summary>
    public string Name => Trainer.IsBoostedTrees ? TrainerSpec.BoostedTrees : Trainer.Name;

    /// <summary>What it is worth; null: it gives no number.</summary>
    public TrialScore? Score { get; private set; }

    /// <summary>The same as a loss; NaN where there is none.</summary>
    public double Loss => Score is { } score ? definition.Sign * score.Interval.Value : double.NaN;

    /// <summary>What it is worth beside trials.</summary>
    public TrialWorth Worth => new(Score is { } score ? definition.Violation(score) : double.NaN, Loss);

    /// <summary>What it breaks of what is asked, as part of a sentence; empty: nothing.</summary>
    public string Breaks => Score is { } score && definition.Broken(score.Measures) is { Length: > 0 } broken ? $", which breaks {broken}" : string.Empty;

    /// <summary>Measures it.</summary>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What came of it, in words.</returns>
    public string Measure(CancellationToken cancellation)
    {
        // A search is how one is mended that gives none.
        var outcome = place.Measure($"{Name}/{ContentHash.OfText(TrialQuestion.Of(Trainer).ToJson())}", Trainer, cancellation);
        Score = outcome.Score;
        return outcome.Failure is { } failure ? $"no number. {failure}"
            : double.IsFinite(Loss) ? FormattableString.Invariant($"{definition.Metric.Name} {Score!.Interval.Value.ToString("G5", CultureInfo.InvariantCulture)}{Breaks}")
            : $"{definition.Metric.Name} is not defined";
    }
}
