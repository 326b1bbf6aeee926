using Ingot.Core.Predictions;
using Ingot.Core.Statistics;
using Ingot.Core.Tests.Metrics;

namespace Ingot.Core.Tests.Statistics;

/// <summary>
/// Statistics that tell what each row adds to their error, on the rows of <see cref="PairedSamples"/>. Values by scikit-learn 1.2.1
/// (average_precision_score, matthews_corrcoef, roc_auc_score, weights by sample_weight), DeLong's error and interval by R's pROC 1.18.0.
/// </summary>
public class InfluenceTests
{
    private static readonly double[] Ones = [.. Enumerable.Repeat(1.0, 60)];
    private static readonly double[] Weights = PairedSamples.Weights(60);

    [Theory]
    [InlineData(0, 0.602032918231809, 0.10451514812538723, 0.6154408298836739, 0.10883248462100457)]
    public void Average_precision_has_scikit_learns_value_and_its_slopes(int steps, double plain, double plainError, double weighted, double weightedError)
    {
        var (scores, positive) = Rows(steps);

        Near(plain, plainError, AveragePrecision.Influence(scores, positive, Ones));
        Near(weighted, weightedError, AveragePrecision.Influence(scores, positive, Weights));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(1)]
    public void What_a_row_adds_is_the_slope_of_the_statistic_by_its_weight(int steps)
    {
        var (scores, positive) = Rows(steps);
        var predicted = Array.ConvertAll(scores, s => s >= 0.5);
        var (ofPositive, ofNegative) = (positive.Count(p => p), positive.Count(p => !p));
        foreach (var weights in new[] { Ones, Weights, [.. Weights.Select((w, i) => i % 7 == 3 ? 0 : w)] })
        {
            Slopes.Agree(weights, w => AveragePrecision.Influence(scores, positive, w));
            Slopes.Agree(weights, w => MatthewsCorrelation.Influence(predicted, positive, w));
            Slopes.Agree(weights, w => InfluenceValues.Mean(scores, w));
            Slopes.Agree(weights, w => InfluenceValues.Mean(scores, w).SquareRoot());
            Slopes.Agree(weights, w => InfluenceValues.Ratio(scores, [.. scores.Select((s, i) => 1 + s + (i % 3))], w));
            Slopes.Agree(weights, w => InfluenceValues.MeanOf([InfluenceValues.Mean(scores, w), AveragePrecision.Influence(scores, positive, w), MatthewsCorrelation.Influence(predicted, positive, w)]));
        }

        // DeLong counts the rows of each class by themselves.
        foreach (var weights in new[] { Ones, Weights })
        {
            Slopes.Agree(weights, w => DeLong.Influence(scores, positive, w), row => Math.Sqrt(positive[row] ? ofPositive / (ofPositive - 1.0) : ofNegative / (ofNegative - 1.0)));
        }
    }

    [Fact]
    public void A_correlation_has_scikit_learns_value_and_its_slopes()
    {
        var (scores, positive) = Rows();
        var predicted = Array.ConvertAll(scores, s => s >= 0.5);

        Near(0.5773502691896257, 0.07196462826500528, MatthewsCorrelation.Influence(predicted, positive, Ones));
        Near(0.5812912724091043, 0.07326575875460582, MatthewsCorrelation.Influence(predicted, positive, Weights));
        Assert.Equal(-0.5773502691896257, MatthewsCorrelation.Influence(Array.ConvertAll(predicted, p => !p), positive, Ones).Value, 12);
    }

    /// <summary>0 as scikit-learn has it, and an error of 0: nothing near an empty margin has a slope. One row has no error, and no row no value.</summary>
    [Fact]
    public void A_correlation_with_an_empty_margin_is_0()
    {
        var (scores, positive) = Rows();
        var (no, yes) = (new bool[60], Array.ConvertAll(scores, _ => true));
        foreach (var (predicted, actual) in new[] { (yes, positive), (no, positive), (positive, yes), (positive, no) })
        {
            var found = MatthewsCorrelation.Influence(predicted, actual, Weights);
            Assert.Equal(0, found.Value);
            Assert.All(found.Rows, r => Assert.Equal(0, r));
        }

        Assert.All(MatthewsCorrelation.Influence([true], [true], [1]).Rows, r => Assert.Equal(double.NaN, r));
        Assert.Equal(double.NaN, MatthewsCorrelation.Influence([true, false], [true, false], [0, 0]).Value);
        Assert.Equal(1, MatthewsCorrelation.Influence([true, false], [true, false], [1, 1]).Value);
        Assert.All(MatthewsCorrelation.Influence([true, false, true], [true, false, true], [1, 1, 0]).Rows, r => Assert.Equal(0, r, 12));
    }

    [Fact]
    public void The_area_has_pROCs_value_error_and_interval()
    {
        var (scores, positive) = Rows();
        var area = DeLong.Auc(scores, positive, Ones);
        Assert.Equal(0.7847222222222222, area.Value, 14);
        Assert.Equal(0.05899804221324669, area.StandardError, 12);

        var tied = DeLong.Auc(Rows(8).Scores, positive, Ones);
        Assert.Equal(0.78935185185185186, tied.Value, 14);
        Assert.Equal(0.057322109597753725, tied.StandardError, 14);
        Assert.Equal(0.67700258152239678, tied.Low, 14);
        Assert.Equal(0.90170112218130694, tied.High, 14);
        Assert.Equal(0.7981711049892868, DeLong.Auc(scores, positive, Weights).Value, 13);
    }

    /// <summary>The variance of the area is that of the sum of what the rows add.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void Both_ways_to_the_error_of_an_area_agree(int steps)
    {
        var (scores, positive) = Rows(steps);
        foreach (var weights in new[] { Ones, Weights, [.. Weights.Select((w, i) => i % 7 == 3 ? 0 : w)] })
        {
            var (area, influence) = (DeLong.Auc(scores, positive, weights), DeLong.Influence(scores, positive, weights));
            Assert.Equal(area.Value, influence.Value, 14);
            Assert.Equal(area.StandardError, influence.ToInterval().StandardError, 14);
        }
    }

    [Fact]
    public void An_area_stays_between_0_and_1_and_needs_both_classes()
    {
        bool[] both = [false, false, true, true];
        double[] one = [1, 1, 1, 1];
        Assert.Equal((1, 0, 1, 1), Parts(DeLong.Auc([1, 2, 3, 4], both, one)));
        Assert.Equal((0, 0, 0, 0), Parts(DeLong.Auc([4, 3, 2, 1], both, one)));
        Assert.Equal((0.5, 0, 0.5, 0.5), Parts(DeLong.Auc([7, 7, 7, 7], both, one)));
        var wide = DeLong.Auc([1, 3, 2, 4], both, one);
        Assert.Equal((0.75, 1), (wide.Value, wide.High));
        var low = DeLong.Auc([2, 4, 1, 3], both, one);
        Assert.Equal((0.25, 0), (low.Value, low.Low));

        foreach (var positive in (bool[][])[[true, true, true, true], [false, false, false, false]])
        {
            Assert.Equal(double.NaN, DeLong.Auc([1, 2, 3, 4], positive, one).Value);
            Assert.All(DeLong.Influence([1, 2, 3, 4], positive, one).Rows, r => Assert.Equal(double.NaN, r));
        }

        // A class without weight is none, and one row of a class has no spread.
        Assert.Equal(double.NaN, DeLong.Auc([1, 2, 3, 4], both, [1, 1, 0, 0]).Value);
        Assert.Equal(double.NaN, DeLong.Auc([1, 2, 3, 4], both, [0, 0, 1, 1]).Value);
        Assert.Equal((1, double.NaN), (DeLong.Auc([1, 2, 3, 4], both, [1, 1, 0, 1]).Value, DeLong.Auc([1, 2, 3, 4], both, [1, 1, 0, 1]).StandardError));
    }

    [Fact]
    public void Average_precision_needs_a_positive_row_and_an_error_needs_two_rows()
    {
        Assert.Equal(double.NaN, AveragePrecision.Influence([1, 2], [false, false], [1, 1]).Value);
        Assert.Equal(double.NaN, AveragePrecision.Influence([1, 2], [true, false], [0, 1]).Value);
        Assert.Equal(1, AveragePrecision.Influence([5], [true], [1]).Value);
        Assert.All(AveragePrecision.Influence([5, 6], [true, true], [1, 0]).Rows, r => Assert.Equal(double.NaN, r));
        Assert.All(AveragePrecision.Influence([5, 6], [true, true], [1, 1]).Rows, r => Assert.Equal(0, r));
    }

    /// <summary>Law: rows of weight 0 are no rows, wherever they stand and whatever they say.</summary>
    [Fact]
    public void Rows_without_weight_change_nothing()
    {
        var (scores, positive) = Rows();
        var predicted = Array.ConvertAll(scores, s => s >= 0.5);
        double[] more = [0.01, .. scores, 0.5, 0.99];
        bool[] labels = [true, .. positive, true, false];
        bool[] said = [true, .. predicted, false, true];
        double[] weights = [0, .. Weights, 0, 0];

        Same(AveragePrecision.Influence(scores, positive, Weights), AveragePrecision.Influence(more, labels, weights));
        Same(MatthewsCorrelation.Influence(predicted, positive, Weights), MatthewsCorrelation.Influence(said, labels, weights));
        Same(DeLong.Influence(scores, positive, Weights), DeLong.Influence(more, labels, weights));
        Same(InfluenceValues.Mean(scores, Weights), InfluenceValues.Mean(more, weights));
        Assert.Equal(DeLong.Auc(scores, positive, Weights).StandardError, DeLong.Auc(more, labels, weights).StandardError, 14);
        Assert.Equal(Interval.Mean(scores, Weights).StandardError, Interval.Mean(more, weights).StandardError, 14);
    }

    /// <summary>The error of a mean by scipy 1.10.1 (stats.sem).</summary>
    [Fact]
    public void A_mean_has_the_error_of_the_mean_and_a_root_its_share()
    {
        var values = Enumerable.Range(0, 12).Select(i => i * 37 % 64 / 64.0).ToArray();
        var ones = Array.ConvertAll(values, _ => 1.0);

        Near(0.4296875, 0.08557084316407434, InfluenceValues.Mean(values, ones));
        Near(Math.Sqrt(0.4296875), 0.08557084316407434 / (2 * Math.Sqrt(0.4296875)), InfluenceValues.Mean(values, ones).SquareRoot());
        Near(0, 0, InfluenceValues.Mean([0, 0, 0], [1, 1, 1]).SquareRoot());
        var (value, error, low, high) = InfluenceValues.Mean(values, ones).ToInterval();
        Assert.Equal(0.4296875, value);
        Assert.Equal(0.4296875 - (1.959963984540054 * error), low, 14);
        Assert.Equal(0.4296875 + (1.959963984540054 * error), high, 14);
    }

    [Fact]
    public void A_ratio_of_nothing_has_no_value_and_one_row_no_error()
    {
        Assert.Equal(double.NaN, InfluenceValues.Ratio([1, 2], [0, 0], [1, 1]).Value);
        Assert.Equal(2.5, InfluenceValues.Ratio([5, 7], [2, 3], [1, 0]).Value);
        Assert.All(InfluenceValues.Ratio([5, 7], [2, 3], [1, 0]).Rows, r => Assert.Equal(double.NaN, r));
    }

    private static (double[] Scores, bool[] Positive) Rows(int steps = 0)
    {
        PredictionSet candidate = PairedSamples.Binary(60).Candidate;
        return ([.. candidate.Scores.Select(s => steps == 0 ? s : (double)(MathF.Floor(s * steps) / steps))], [.. candidate.LabelCodes.Select(c => c == 1)]);
    }

    private static (double Value, double Error, double Low, double High) Parts(Interval interval) => (interval.Value, interval.StandardError, interval.Low, interval.High);

    private static void Near(double value, double error, InfluenceValues found)
    {
        Assert.Equal(value, found.Value, 12);
        Assert.Equal(error, found.ToInterval().StandardError, 9);
    }

    private static void Same(InfluenceValues expected, InfluenceValues found)
    {
        Assert.Equal(expected.Value, found.Value, 14);
        Assert.Equal(expected.Rows.Length + 3, found.Rows.Length);
        Assert.Equal(0, found.Rows[0]);
        Assert.All(expected.Rows.Zip(found.Rows.Skip(1)), p => Assert.Equal(p.First, p.Second, 14));
    }
}
