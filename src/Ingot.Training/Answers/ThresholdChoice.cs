using Ingot.Core.Diagnostics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Training.Answers;

/// <summary>
/// Chooses the probability from which the positive class is predicted, on rows that no model has learned from which scored them. It lies about half-way between two
/// probabilities that occur, so that a rounding decides nothing.
/// </summary>
/// <param name="spec">What the project says.</param>
/// <param name="schema">The model's.</param>
/// <param name="labels">The class of each training row.</param>
/// <param name="weights">How much each training row counts in truth; null: all alike.</param>
internal sealed class ThresholdChoice(ModelSpec spec, ModelSchema schema, float[] labels, double[]? weights)
{
    private const int FewRowsOfClass = 20;

    private const int MostDigits = 8;

    // Sums of weights come in another order for every threshold.
    private const double Alike = 1e-12;

    private string Property => spec.ThresholdCosts is not null ? "ModelThresholdCosts" : "ModelThresholdTarget";

    /// <summary>Whether the project leaves the choice to the training.</summary>
    public static bool IsWanted(ModelSpec spec) => spec.ThresholdCosts is not null || spec.ThresholdTarget is not null;

    /// <summary>Chooses.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="probabilities">What the final model's file would say of them: calibrated, where it is.</param>
    /// <param name="from">Which rows these are.</param>
    /// <param name="sink">Takes what is doubtful (INGOT2083).</param>
    /// <exception cref="IngotException">INGOT2082: there is no such threshold.</exception>
    public ThresholdReport Choose(int[] rows, float[] probabilities, string from, IDiagnosticSink sink)
    {
        int[] order = [.. Enumerable.Range(0, rows.Length).Where(i => (weights?[rows[i]] ?? 1) > 0)];
        order = [.. order.OrderByDescending(i => probabilities[i])];
        bool Positive(int i) => labels[rows[i]] == 1;
        int Of(bool positive) => order.Count(i => Positive(i) == positive);
        var (positives, negatives) = (Of(true), Of(false));
        if (positives == 0 || negatives == 0)
        {
            throw Cannot($"The {DiagnosticText.Count(order.Length, "row")} that {Property} would choose the threshold by ({from}) {DiagnosticText.Agree(order.Length, "is", "are")} all of the class '{DiagnosticText.Shorten(schema.Classes[positives == 0 ? 0 : 1])}'; rows of both are needed. Add training rows, or set ModelClassificationThreshold.");
        }

        var cuts = Cuts(order, probabilities, i => weights?[rows[i]] ?? 1, Positive);
        var chosen = spec.ThresholdCosts is { } costs ? ByCosts(cuts, costs) : ByTarget(cuts, spec.ThresholdTarget!, from);
        if (Math.Min(positives, negatives) < FewRowsOfClass)
        {
            Doubt(sink, $"The threshold {chosen.Threshold:G4} was chosen by {DiagnosticText.Count(Math.Min(positives, negatives), "row")} of class '{DiagnosticText.Shorten(schema.Classes[positives < negatives ? 1 : 0])}' ({from}), which is little more than chance. Add training rows, or set ModelClassificationThreshold.");
        }

        var said = order.Count(i => probabilities[i] >= chosen.Threshold);
        if (spec.ThresholdTarget is { Metric: ThresholdMetric.Precision } && said < FewRowsOfClass)
        {
            Doubt(sink, $"With the threshold {chosen.Threshold:G4}, chosen by {Property} ({By}), {DiagnosticText.Count(said, "row")} of {order.Length:N0} ({from}) {DiagnosticText.Agree(said, "is", "are")} predicted positive: that their precision is {chosen.Precision:0.0##} is little more than chance, and the recall is {chosen.Recall:0.0###}. Ask for less, or set ModelClassificationThreshold.");
        }

        if (chosen.IsAll || chosen.IsNone)
        {
            Doubt(sink, $"With the threshold {chosen.Threshold:G4}, chosen by {Property} ({By}), every one of {DiagnosticText.Count(order.Length, "row")} ({from}) is predicted '{DiagnosticText.Shorten(schema.Classes[chosen.IsAll ? 1 : 0])}': the model decides nothing. Look at {(spec.ThresholdCosts is null ? "the target" : "the costs")}, or at what the features tell.");
        }

        return new ThresholdReport(chosen.Threshold, By, order.Length, from, chosen.Recall, chosen.Precision)
        {
            Cost = spec.ThresholdCosts is { } c ? chosen.Cost(c) : null,
            CostAtHalf = spec.ThresholdCosts is { } h ? cuts.Last(x => x.Lowest >= 0.5f).Cost(h) : null,
        };
    }

    private string By => spec.ThresholdCosts?.ToString() ?? spec.ThresholdTarget!.ToString();

    /// <summary>Every way of dividing the rows by a threshold, from none positive to all.</summary>
    private static List<ThresholdCut> Cuts(int[] order, float[] probabilities, Func<int, double> weight, Func<int, bool> positive)
    {
        var (allPositive, allNegative) = (0.0, 0.0);
        foreach (var i in order)
        {
            (allPositive, allNegative) = positive(i) ? (allPositive + weight(i), allNegative) : (allPositive, allNegative + weight(i));
        }

        var highest = probabilities[order[0]];
        List<ThresholdCut> cuts = [new(highest < 1 ? Between(highest, 1) : MathF.BitIncrement(1), float.PositiveInfinity, 0, 0, allPositive, allNegative) { IsNone = true }];
        var (hits, alarms) = (0.0, 0.0);
        for (var i = 0; i < order.Length; i++)
        {
            (hits, alarms) = positive(order[i]) ? (hits + weight(order[i]), alarms) : (hits, alarms + weight(order[i]));
            var here = probabilities[order[i]];
            var below = i + 1 < order.Length ? probabilities[order[i + 1]] : 0;
            if (i + 1 == order.Length || below < here)
            {
                cuts.Add(new ThresholdCut(Between(below, here), here, hits, alarms, allPositive, allNegative) { IsAll = i + 1 == order.Length });
            }
        }

        return cuts;
    }

    /// <summary>About half-way, in as few digits as it takes: above the lower one and at most the upper one, in 32 bits, as the file compares, as in 64.</summary>
    private static double Between(float lower, float upper)
    {
        var middle = ((double)lower + upper) / 2;
        for (var digits = 2; digits <= MostDigits; digits++)
        {
            var round = Math.Round(middle, digits);
            if (round > lower && (float)round > lower && round <= upper && (float)round <= upper)
            {
                return round;
            }
        }

        return (float)middle > lower ? (float)middle : upper;
    }

    private static ThresholdCut ByCosts(List<ThresholdCut> cuts, DecisionCosts costs)
    {
        var least = cuts.Min(c => c.Cost(costs));
        return cuts.Where(c => c.Cost(costs) <= least * (1 + Alike)).MinBy(c => Math.Abs(c.Threshold - costs.IdealThreshold))!;
    }

    private ThresholdCut ByTarget(List<ThresholdCut> cuts, ThresholdTarget target, string from)
    {
        var decided = cuts.Where(c => double.IsFinite(c.Value(target.Metric))).ToList();
        var reaching = decided.Where(c => c.Value(target.Metric) >= target.Least - Alike).ToList();
        if (reaching.Count == 0)
        {
            var best = decided.MaxBy(c => c.Value(target.Metric))!;
            throw Cannot($"No threshold reaches {target} on the rows that it would be chosen by ({from}): the best is {target.Metric} {best.Value(target.Metric):0.0###}, from the probability {best.Threshold:G4} on, with a recall of {best.Recall:0.0###}. Ask for less, or improve the model.");
        }

        // The cuts go from the highest threshold to the lowest: of those that are alike the first is the highest.
        return target.Metric == ThresholdMetric.Recall
            ? reaching.Where(c => double.IsFinite(c.Precision)).OrderByDescending(c => c.Precision).ThenByDescending(c => c.Recall).First()
            : reaching.OrderByDescending(c => c.Recall).ThenByDescending(c => c.Value(target.Metric)).First();
    }

    private void Doubt(IDiagnosticSink sink, FormattableString message) => sink.Report(TrainDiagnostics.DoubtfulThreshold.At(spec.LocationOf(Property), message));

    private IngotException Cannot(FormattableString message) => new(TrainDiagnostics.CannotChooseThreshold.At(spec.LocationOf(Property), message));
}
