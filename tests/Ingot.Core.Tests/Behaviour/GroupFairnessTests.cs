using Ingot.Core.Behaviour;

namespace Ingot.Core.Tests.Behaviour;

/// <summary>
/// Expected values: fairlearn's definitions by NumPy and scikit-learn 1.2.1 (mean of predictions, recall_score of each class,
/// by group) on the arrays of <see cref="RecalibrationTests"/> at the threshold 0.5, row i in group i modulo 3; intervals:
/// statsmodels 0.13.5, confint_proportions_2indep with method 'newcomb' (difference) and 'log' (ratio).
/// </summary>
public class GroupFairnessTests
{
    private static readonly float[] Scores =
        [.05f, .1f, .2f, .15f, .3f, .35f, .4f, .45f, .5f, .55f, .6f, .65f, .7f, .75f, .8f, .85f, .9f, .95f, .97f, .03f];

    private static readonly int[] Labels = [0, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1, 1, 1, 1, 0];

    [Fact]
    public void Differences_and_the_ratio_are_those_of_fairlearn()
    {
        var measures = GroupFairness.Measure(Groups(_ => 1));

        Assert.Equal(0.23809523809523808, Value(measures, "DemographicParityDifference"), 12);
        Assert.Equal(0.6428571428571429, Value(measures, "DisparateImpact"), 12);
        Assert.Equal(0.5, Value(measures, "EqualOpportunityDifference"), 12);
        Assert.Equal(1, Value(measures, "EqualizedOddsDifference"), 12);
        Assert.Equal("c 0.6667, b 0.4286", measures[0].From);
        Assert.Equal("false positive rate: c 1.0000, b 0.0000", measures[3].From);
    }

    [Fact]
    public void Rows_count_as_much_as_they_weigh()
    {
        var measures = GroupFairness.Measure(Groups(row => row + 1));

        Assert.Equal(0.3116883116883117, Value(measures, "DemographicParityDifference"), 12);
        Assert.Equal(0.25, Value(measures, "EqualOpportunityDifference"), 12);

        // Newcombe's and Katz's formulas in Python, with Kish's effective numbers of rows: c 0.8571 of 4.8462, b 0.5455 of 5.3949.
        Assert.Equal((-0.22170726268545493, 0.6738987639905683), (measures[0].Low, measures[0].High), Near);
        Assert.Equal(0.6363636363636364, Value(measures, "DisparateImpact"), 12);
        Assert.Equal((0.2715136411518442, 1.491485569446866), (measures[1].Low, measures[1].High), Near);
    }

    [Fact]
    public void Intervals_are_Newcombes_and_Katzs()
    {
        var measures = GroupFairness.Measure([Group("many", 40, 100), Group("few", 15, 80)]);

        Assert.Equal(0.07824050263718749, measures[0].Low, 9);
        Assert.Equal(0.33319075381863894, measures[0].High, 9);
        Assert.Equal(0.2799490840105038, measures[1].Low, 9);
        Assert.Equal(0.7848804480880379, measures[1].High, 9);
    }

    [Fact]
    public void What_no_two_groups_have_is_undefined()
    {
        // Nobody is positive in truth or in prediction: there is a difference of nothing, and no ratio.
        var none = GroupFairness.Measure([Group("a", 0, 50), Group("b", 0, 60)]);
        Assert.Equal(0, none[0].Value);
        Assert.True(double.IsNaN(none[1].Value) && double.IsNaN(none[2].Value) && double.IsNaN(none[3].Value));

        var one = GroupFairness.Measure([Group("a", 20, 50)]);
        Assert.All(one, m => Assert.True(double.IsNaN(m.Value)));
    }

    private static bool Near((double Low, double High) expected, (double Low, double High) actual) =>
        Math.Abs(expected.Low - actual.Low) < 1e-9 && Math.Abs(expected.High - actual.High) < 1e-9;

    private static double Value(IReadOnlyList<BehaviourMeasure> measures, string name) => Assert.Single(measures, m => m.Name == name).Value;

    private static List<GroupOutcome> Groups(Func<int, double> weight) =>
    [
        .. Enumerable.Range(0, 3).Select(g => GroupOutcome.Of(
            "abc"[g..(g + 1)], [.. Enumerable.Range(0, 20).Where(i => i % 3 == g)], r => Scores[r] >= 0.5, r => Labels[r] == 1, weight)),
    ];

    private static GroupOutcome Group(string name, int selected, int rows) =>
        GroupOutcome.Of(name, [.. Enumerable.Range(0, rows)], r => r < selected, _ => false, _ => 1);
}
