using Ingot.Core.Statistics;

namespace Ingot.Core.Behaviour;

/// <summary>How differently a model treats groups, in fairlearn's definitions.</summary>
/// <remarks>
/// <para>Demographic parity difference: the greatest less the least share of rows predicted positive. Disparate impact
/// (fairlearn's demographic parity ratio): the least divided by the greatest; 0.8 is the four-fifths rule (Uniform
/// Guidelines on Employee Selection Procedures, 29 CFR 1607.4 D, 1978). Equal opportunity difference (M. Hardt, E. Price,
/// N. Srebro, NeurIPS 2016): the greatest less the least true positive rate. Equalized odds difference: that, or the same
/// of the false positive rate, whichever is greater.</para>
/// <para>Intervals are of the two groups at the ends: for a difference, R. G. Newcombe's hybrid score interval (method 10,
/// Statistics in Medicine 17, 1998), for a ratio the one of its logarithm (D. Katz et al., Biometrics 34, 1978). They take
/// the two as chosen beforehand, and so are somewhat too narrow where there are many groups.</para>
/// </remarks>
public static class GroupFairness
{
    /// <summary>Name of the measure.</summary>
    public const string DemographicParityDifference = "DemographicParityDifference";

    /// <summary>Name of the measure.</summary>
    public const string DisparateImpact = "DisparateImpact";

    /// <summary>Name of the measure.</summary>
    public const string EqualOpportunityDifference = "EqualOpportunityDifference";

    /// <summary>Name of the measure.</summary>
    public const string EqualizedOddsDifference = "EqualizedOddsDifference";

    /// <summary>All measures; NaN where fewer than two groups have the share that it is about.</summary>
    public static IReadOnlyList<BehaviourMeasure> Measure(IReadOnlyList<GroupOutcome> groups)
    {
        var opportunity = Difference(EqualOpportunityDifference, groups, g => g.TruePositives);
        var falseAlarm = Difference(EqualizedOddsDifference, groups, g => g.FalsePositives);
        return
        [
            Difference(DemographicParityDifference, groups, g => g.Selected),
            Ratio(groups),
            opportunity,
            double.IsNaN(opportunity.Value) || double.IsNaN(falseAlarm.Value) ? new BehaviourMeasure(EqualizedOddsDifference, double.NaN)
                : opportunity.Value >= falseAlarm.Value ? opportunity with { Name = EqualizedOddsDifference, From = "true positive rate: " + opportunity.From }
                : falseAlarm with { From = "false positive rate: " + falseAlarm.From },
        ];
    }

    private static BehaviourMeasure Difference(string name, IReadOnlyList<GroupOutcome> groups, Func<GroupOutcome, GroupShare> share)
    {
        if (Ends(groups, share) is not var (least, greatest))
        {
            return new BehaviourMeasure(name, double.NaN);
        }

        var (low, high) = (share(least).Interval, share(greatest).Interval);
        var value = high.Value - low.Value;
        return new BehaviourMeasure(name, value)
        {
            Low = value - Math.Sqrt(Square(high.Value - high.Low) + Square(low.High - low.Value)),
            High = value + Math.Sqrt(Square(high.High - high.Value) + Square(low.Value - low.Low)),
            From = From(least, greatest, share),
        };
    }

    private static BehaviourMeasure Ratio(IReadOnlyList<GroupOutcome> groups)
    {
        static GroupShare Share(GroupOutcome group) => group.Selected;
        if (Ends(groups, Share) is not var (least, greatest) || Share(greatest).Value == 0)
        {
            return new BehaviourMeasure(DisparateImpact, double.NaN);
        }

        var (low, high) = (Share(least), Share(greatest));
        var ratio = low.Value / high.Value;
        var error = Math.Sqrt(((1 - low.Value) / (low.EffectiveRows * low.Value)) + ((1 - high.Value) / (high.EffectiveRows * high.Value)));
        return new BehaviourMeasure(DisparateImpact, ratio)
        {
            Low = ratio > 0 ? ratio * Math.Exp(-Interval.Z * error) : double.NaN,
            High = ratio > 0 ? ratio * Math.Exp(Interval.Z * error) : double.NaN,
            From = From(least, greatest, Share),
        };
    }

    private static (GroupOutcome Least, GroupOutcome Greatest)? Ends(IReadOnlyList<GroupOutcome> groups, Func<GroupOutcome, GroupShare> share)
    {
        var known = groups.Where(g => !double.IsNaN(share(g).Value)).ToList();
        return known.Count < 2 ? null : (known.MinBy(g => share(g).Value)!, known.MaxBy(g => share(g).Value)!);
    }

    private static string From(GroupOutcome least, GroupOutcome greatest, Func<GroupOutcome, GroupShare> share) =>
        FormattableString.Invariant($"{greatest.Name} {share(greatest).Value:F4}, {least.Name} {share(least).Value:F4}");

    private static double Square(double value) => value * value;
}
