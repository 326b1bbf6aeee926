using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Texts;

namespace Ingot.Core.Retraining;

/// <summary>What became of a retraining, in words with numbers.</summary>
public static class RetrainConclusion
{
    /// <summary>The sentence.</summary>
    /// <param name="outcome">What became of it.</param>
    /// <param name="production">The version in production.</param>
    /// <param name="main">The metric that decides, on the newest labelled rows.</param>
    /// <param name="failed">The gates that failed.</param>
    public static string Of(RetrainOutcome outcome, string production, RetrainComparison main, IReadOnlyList<Verdict> failed)
    {
        ArgumentNullException.ThrowIfNull(main);
        ArgumentNullException.ThrowIfNull(failed);
        var (before, now) = Quantity.FormatApart(main.Production, main.Candidate, MetricUnit.None);
        var numbers = FormattableString.Invariant(
            $"{main.Metric} on the newest {main.Rows} labelled rows is {now}, and {before} for {production}; better by {main.Improvement:0.####} (95 % interval {main.Low:0.####} to {main.High:0.####}, one-sided p {GateText.Probability(main.PValue)})");
        return outcome switch
        {
            RetrainOutcome.Better => $"The new model is better than {production}: {numbers}.",
            RetrainOutcome.FailsGates => FormattableString.Invariant(
                $"The new model is better than {production}, but fails {failed.Count} of its gates ({string.Join(", ", failed.Select(f => f.Slice is null ? f.Gate : $"{f.Gate} on {f.Slice}"))}): {numbers}."),
            _ => $"The new model is not proven to be better than {production}: {numbers}.",
        };
    }
}
