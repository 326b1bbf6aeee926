using Ingot.Core.Curves;

namespace Ingot.Core.Tests.Curves;

/// <summary>
/// Expected values: scikit-learn 1.2.1 (roc_curve with drop_intermediate=False, precision_recall_curve, calibration_curve
/// with n_bins=5) on the very arrays below; weights by sample_weight.
/// </summary>
public class CurveTests
{
    private static readonly double[] Scores = [0.9, 0.8, 0.8, 0.7, 0.6, 0.55, 0.5, 0.5, 0.5, 0.4, 0.2, 0.1];
    private static readonly bool[] Positive = [true, true, false, true, false, true, true, false, false, false, true, false];
    private static readonly double[] Weights = [1, 2, 1, 0.5, 1, 3, 1, 1, 2, 1, 0.5, 1];
    private static readonly double[] Ones = [.. Enumerable.Repeat(1.0, 12)];
    private static readonly double[] Thresholds = [0.9, 0.8, 0.7, 0.6, 0.55, 0.5, 0.4, 0.2, 0.1];

    [Fact]
    public void Roc_is_that_of_scikit_learn_with_ties()
    {
        var curve = RocCurve.Of(new ClassScores(Scores, Positive, Ones));

        Equal([0, 0, 1.0 / 6, 1.0 / 6, 1.0 / 3, 1.0 / 3, 2.0 / 3, 5.0 / 6, 5.0 / 6, 1], curve.Select(p => p.X));
        Equal([0, 1.0 / 6, 1.0 / 3, 0.5, 0.5, 2.0 / 3, 5.0 / 6, 5.0 / 6, 1, 1], curve.Select(p => p.Y));
        Assert.Equal([double.PositiveInfinity, .. Thresholds], curve.Select(p => p.Threshold));
    }

    [Fact]
    public void Roc_is_that_of_scikit_learn_with_weights()
    {
        var curve = RocCurve.Of(new ClassScores(Scores, Positive, Weights));

        Equal([0, 0, 0.14285714285714285, 0.14285714285714285, 0.2857142857142857, 0.2857142857142857, 0.7142857142857143, 0.8571428571428571, 0.8571428571428571, 1], curve.Select(p => p.X));
        Equal([0, 0.125, 0.375, 0.4375, 0.4375, 0.8125, 0.9375, 0.9375, 1, 1], curve.Select(p => p.Y));
    }

    [Fact]
    public void Precision_and_recall_are_those_of_scikit_learn()
    {
        var curve = PrecisionRecallCurve.Of(new ClassScores(Scores, Positive, Ones));
        var weighted = PrecisionRecallCurve.Of(new ClassScores(Scores, Positive, Weights));

        Equal([1, 0.6666666666666666, 0.75, 0.6, 0.6666666666666666, 0.5555555555555556, 0.5, 0.5454545454545454, 0.5], curve.Select(p => p.Y));
        Equal([0.16666666666666666, 0.3333333333333333, 0.5, 0.5, 0.6666666666666666, 0.8333333333333334, 0.8333333333333334, 1, 1], curve.Select(p => p.X));
        Assert.Equal(Thresholds, curve.Select(p => p.Threshold));
        Equal([1, 0.75, 0.7777777777777778, 0.6363636363636364, 0.7647058823529411, 0.6, 0.5555555555555556, 0.5714285714285714, 0.5333333333333333], weighted.Select(p => p.Y));
        Equal([0.125, 0.375, 0.4375, 0.4375, 0.8125, 0.9375, 0.9375, 1, 1], weighted.Select(p => p.X));
    }

    [Fact]
    public void The_point_of_a_threshold_counts_what_is_predicted_from_there_on()
    {
        var rows = new ClassScores(Scores, Positive, Ones);

        Assert.Equal(new CurvePoint(4.0 / 6, 5.0 / 6, 0.5), RocCurve.At(rows, 0.5));
        Assert.Equal(new CurvePoint(5.0 / 6, 5.0 / 9, 0.5), PrecisionRecallCurve.At(rows, 0.5));
        Assert.True(double.IsNaN(PrecisionRecallCurve.At(rows, 2).Y));
        Assert.Equal(0.5, PrecisionRecallCurve.Prevalence(rows));
    }

    [Fact]
    public void Calibration_is_that_of_scikit_learn_with_wilson_intervals()
    {
        var bins = CalibrationCurve.Of(new ClassScores(Scores, Positive, Ones), 5);

        Equal([0.15000000000000002, 0.4, 0.53, 0.7666666666666666, 0.9], bins.Select(b => b.MeanScore));
        Equal([0.5, 0, 0.4, 0.6666666666666666, 1], bins.Select(b => b.Observed.Value));
        Assert.Equal([2, 1, 5, 3, 1], bins.Select(b => b.Rows));

        // statsmodels' and R's (prop.test without correction) interval of 2 of 5.
        Assert.Equal(0.1176208, bins[2].Observed.Low, 6);
        Assert.Equal(0.7692757, bins[2].Observed.High, 6);
    }

    [Fact]
    public void Bins_without_rows_are_left_out_and_the_ends_belong_to_bins()
    {
        var bins = CalibrationCurve.Of(new ClassScores([0, 1, 1], [false, true, true], [1, 1, 1]));

        Assert.Equal([(0.0, 1L), (14.0 / 15, 2L)], bins.Select(b => (b.Low, b.Rows)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void One_class_has_no_curve_that_needs_two(bool positive)
    {
        var rows = new ClassScores([0.1, 0.5], [positive, positive], [1, 1]);

        Assert.Empty(RocCurve.Of(rows));
        Assert.Equal(positive ? 2 : 0, PrecisionRecallCurve.Of(rows).Count);
        Assert.Equal(2, CalibrationCurve.Of(rows).Count);
    }

    [Fact]
    public void No_rows_give_nothing()
    {
        var none = new ClassScores([], [], []);

        Assert.Empty(RocCurve.Of(none));
        Assert.Empty(PrecisionRecallCurve.Of(none));
        Assert.Empty(CalibrationCurve.Of(none));
        Assert.True(double.IsNaN(PrecisionRecallCurve.Prevalence(none)));
    }

    [Theory]
    [InlineData(3_000)]
    [InlineData(60_000)]
    public void A_long_curve_is_thinned_and_keeps_its_shape(int n)
    {
        var random = new Random(7);
        double[] scores = [.. Enumerable.Range(0, n).Select(_ => random.NextDouble())];
        var rows = new ClassScores(scores, Array.ConvertAll(scores, s => random.NextDouble() < s * s), [.. Enumerable.Repeat(1.0, n)]);

        var all = RocCurve.Of(rows, int.MaxValue);
        var thinned = RocCurve.Of(rows);

        Assert.True(all.Count > n - 10);
        Assert.Equal(500, thinned.Count);
        Assert.Equal((all[0], all[^1]), (thinned[0], thinned[^1]));
        Assert.Equal(Area(all), Area(thinned), 3e-4);
        Assert.All(thinned.Zip(thinned.Skip(1)), p => Assert.True(p.First.X <= p.Second.X && p.First.Y <= p.Second.Y));
        Assert.Equal(thinned, RocCurve.Of(rows));
    }

    [Fact]
    public void A_corner_survives_thinning()
    {
        // A perfect model: all of the shape is one point.
        int[] n = [.. Enumerable.Range(0, 5_000)];
        var rows = new ClassScores(Array.ConvertAll(n, i => i / 5000.0), Array.ConvertAll(n, i => i >= 2_500), [.. Enumerable.Repeat(1.0, 5_000)]);

        Assert.Contains(RocCurve.Of(rows, 3), p => p is { X: 0, Y: 1 });
    }

    private static double Area(IReadOnlyList<CurvePoint> curve) =>
        curve.Zip(curve.Skip(1)).Sum(p => (p.Second.X - p.First.X) * (p.First.Y + p.Second.Y) / 2);

    private static void Equal(IEnumerable<double> expected, IEnumerable<double> actual)
    {
        Assert.Equal(expected.Count(), actual.Count());
        Assert.All(expected.Zip(actual), p => Assert.Equal(p.First, p.Second, 12));
    }
}
