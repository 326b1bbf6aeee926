using Ingot.Core.Estimation;

namespace Ingot.Core.Tests.Estimation;

/// <summary>
/// Expected values by scikit-learn 1.2.1 on the very points below:
/// <c>IsotonicRegression(out_of_bounds="clip").fit(x, y, sample_weight=w).predict(q)</c>.
/// </summary>
public class IsotonicRegressionTests
{
    private static readonly double[] Places = [.. Enumerable.Range(0, 40).Select(i => i * 37 % 23 / 10.0)];
    private static readonly double[] Values = [.. Enumerable.Range(0, 40).Select(i => i * 7 % 11 < 2 + (i * 37 % 23 / 3.0) ? 1.0 : 0)];
    private static readonly double[] Weights = [.. Enumerable.Range(0, 40).Select(i => 1 + (i % 4 / 4.0))];
    private static readonly double[] Questions = [-1, 0, .05, .3, .85, 1.234, 1.75, 2.0, 2.2, 5];

    [Fact]
    public void Ties_are_one_point() => Near(
        [0.43478260869565216, 0.43478260869565216, 0.43478260869565216, 0.43478260869565216, 0.43478260869565216, 0.4909565217391304, 0.7142857142857143, 0.75, 1, 1],
        IsotonicRegression.Fit(Places, Values, Ones(40)),
        Questions);

    [Fact]
    public void Weights_count() => Near(
        [0.36363636363636365, 0.36363636363636365, 0.39803439803439805, 0.43243243243243246, 0.4675324675324675, 0.51005291005291, 0.6666666666666666, 0.8, 1, 1],
        IsotonicRegression.Fit(Places, Values, Weights),
        Questions);

    [Fact]
    public void Violators_are_pooled_and_between_blocks_is_a_line() => Near(
        [1, 1.6428571428571428, 2.2857142857142856, 2.2857142857142856, 2.2857142857142856, 2.8705357142857144, 4.625, 4.625],
        IsotonicRegression.Fit([1, 2, 3, 4, 5, 6], [1, 3, 2, 2, 5, 4.5], [1, 1, 2, .5, 1, 3]),
        [1, 1.5, 2, 3, 4, 4.25, 5, 6]);

    [Fact]
    public void Blocks_say_where_they_are_and_how_much_is_in_them()
    {
        var blocks = IsotonicRegression.Fit([1, 2, 3, 4, 5, 6], [1, 3, 2, 2, 5, 4.5], [1, 1, 2, .5, 1, 3]).Blocks;

        Assert.Equal([(1, 1), (2, 4), (5, 6)], blocks.Select(b => (b.Low, b.High)));
        Assert.Equal([1, 3.5, 4], blocks.Select(b => b.Weight));
        Assert.Equal(3.5 * 3.5 / (1 + 4 + .25), blocks[1].EffectiveRows, 12);
    }

    [Fact]
    public void All_rows_of_one_place_are_one_block_and_a_row_without_weight_is_none()
    {
        var tied = IsotonicRegression.Fit([2, 2, 2, 9], [0, 1, 1, 0], [1, 1, 1, 0]);

        Assert.Equal(2.0 / 3, Assert.Single(tied.Blocks).Value, 12);
        Assert.Equal(2.0 / 3, tied.At(-5), 12);
        Assert.Equal(2.0 / 3, tied.At(double.PositiveInfinity), 12);
    }

    [Fact]
    public void One_row_is_what_it_is_everywhere() => Assert.Equal(1, IsotonicRegression.Fit([0.5], [1], [1]).At(0.1));

    [Fact]
    public void Nothing_fitted_and_not_a_number_are_not_a_number()
    {
        Assert.True(double.IsNaN(IsotonicRegression.Fit([], [], []).At(0.5)));
        Assert.True(double.IsNaN(IsotonicRegression.Fit([0.5], [1], [1]).At(double.NaN)));
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(1, double.PositiveInfinity)]
    public void A_point_that_is_not_finite_is_refused(double place, double value) =>
        Assert.Contains("Point 1", Assert.Throws<ArgumentException>(() => IsotonicRegression.Fit([0, place], [0, value], [1, 1])).Message, StringComparison.Ordinal);

    private static void Near(double[] expected, IsotonicRegression regression, double[] questions)
    {
        Assert.Equal(expected.Length, questions.Length);
        Assert.All(expected.Zip(questions), p => Assert.Equal(p.First, regression.At(p.Second), 12));
    }

    private static double[] Ones(int n) => [.. Enumerable.Repeat(1.0, n)];
}
