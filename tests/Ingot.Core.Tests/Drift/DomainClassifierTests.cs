using Ingot.Core.Drift;

namespace Ingot.Core.Tests.Drift;

/// <summary>Expected values by SciPy 1.10.1: mannwhitneyu(current, reference, use_continuity=False, method="asymptotic").</summary>
public class DomainClassifierTests
{
    private static readonly double[] Reference = [.. Enumerable.Range(0, 120).Select(i => i * i * 37 % 1009 / 1009.0)];

    private static readonly double[] Current = [.. Enumerable.Range(0, 80).Select(i => (i * i * 53 % 1013 / 1013.0 * 0.9) + 0.15)];

    [Fact]
    public void The_AUC_has_DeLongs_interval_and_the_test_of_Mann_and_Whitney()
    {
        var finding = DomainClassifier.Find("all columns", Reference, Current, new DriftOptions { MinimumRows = 50 });

        Assert.Equal(0.5454166666666667, finding.Effect, 12);
        Assert.Equal(0.2769107977205202 / 2, finding.PValue, 10);
        Assert.InRange(finding.Low, 0.45, 0.47);
        Assert.InRange(finding.High, 0.62, 0.64);
        Assert.Equal((0.55, DriftOutcome.Unclear), (finding.Threshold.Value, finding.Outcome));
        Assert.Equal(120, finding.Bins.Sum(b => b.ReferenceRows));
    }

    [Fact]
    public void Parts_that_learned_from_each_other_make_interval_test_and_threshold_wider()
    {
        var options = new DriftOptions { MinimumRows = 50, ThresholdMode = DriftThresholdMode.Reference };
        var one = DomainClassifier.Find("all columns", Reference, Current, options);
        var five = DomainClassifier.Find("all columns", Reference, Current, options, folds: 5);

        Assert.Equal(one.Effect, five.Effect);
        Assert.Equal(Math.Sqrt(2), (five.High - five.Low) / (one.High - one.Low), 9);
        Assert.Equal(Math.Sqrt(2), (five.Threshold.Value - 0.5) / (one.Threshold.Value - 0.5), 9);
        Assert.True(five.PValue > one.PValue);
    }

    [Fact]
    public void The_threshold_of_the_null_is_what_so_many_rows_have_by_chance()
    {
        var options = new DriftOptions { MinimumRows = 50, ThresholdMode = DriftThresholdMode.Reference };
        var finding = DomainClassifier.Find("all columns", Reference, Current, options);

        // 0.5 + 3 sqrt((n + m + 1) / (12 n m)); the samples have a few ties, which make it slightly less.
        Assert.InRange(finding.Threshold.Value, 0.6252, 0.5 + (3 * Math.Sqrt(201.0 / (12 * 120 * 80))));
        Assert.Equal(0.55, DomainClassifier.Find("all columns", Reference, Current, options with { ThresholdMode = DriftThresholdMode.Fixed }).Threshold.Value);
    }

    [Fact]
    public void Perfect_scores_are_drift_and_constant_ones_are_not()
    {
        var perfect = DomainClassifier.Find("all columns", new double[200], [.. Enumerable.Repeat(1.0, 200)]);
        Assert.Equal((1, DriftOutcome.Drifted), (perfect.Effect, perfect.Outcome));
        Assert.True(perfect.PValue < 1e-50);
        var constant = DomainClassifier.Find("all columns", new double[200], new double[200]);
        Assert.Equal((0.5, 1, DriftOutcome.Stable), (constant.Effect, constant.PValue, constant.Outcome));
    }

    [Fact]
    public void Few_rows_none_at_all_or_a_row_without_a_score()
    {
        Assert.Equal(DriftOutcome.NotYet, DomainClassifier.Find("all columns", Reference, Current).Outcome);
        var none = DomainClassifier.Find("all columns", Reference, [], new DriftOptions { MinimumRows = 0 });
        Assert.Equal((double.NaN, DriftOutcome.Unclear), (none.Effect, none.Outcome));
        Assert.Throws<ArgumentException>(() => DomainClassifier.Find("all columns", Reference, [0.1, double.NaN]));
    }
}
