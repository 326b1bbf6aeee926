using Ingot.Core.Gates;
using Ingot.Core.Metrics;

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
            $"{main.Metric} on the newest {main.Rows} labelled rows is {now}, with {before} for {production}: better by {main.Improvement:0.####} (95 % interval {main.Low:0.####} to {main.High:0.####}, one-sided p = {main.PValue:0.####})");
        return outcome switch
        {
            RetrainOutcome.Better => $"The new model is better than {production}. {numbers}.",
            RetrainOutcome.FailsGates => $"The new model is better than {production} on the newest rows and fails {failed.Count} of its gates: {string.Join(" ", failed.Select(f => f.Message))} {numbers}.",
            _ => $"The new model is not proven to be better than {production}. {numbers}.",
        };
    }
}
