using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Onnx.Features;
using Ingot.Training.Linear;

namespace Ingot.Training.Tests;

/// <summary>
/// Values are scikit-learn's 1.2.1, of the same rows standardised: <c>Ridge(alpha=1, solver="cholesky")</c>, with <c>sample_weight</c> of mean 1; <c>LinearRegression()</c>;
/// <c>ElasticNet(alpha=0.06, l1_ratio=0.05 / 0.06, tol=1e-14)</c> of the label in units of its standard deviation.
/// </summary>
public class LinearRegressionTests
{
    [Theory]
    [InlineData(1, 12, 1, 1239.6375, 1402.5134, 1230.5425)]
    [InlineData(2, 100, 1, 1057.5085, 1368.0630, 1306.9371)]
    [InlineData(3, 40, 6, 928.6546, 867.9517, 960.9654)]
    [InlineData(4, 30, 40, 1060.0477, 1043.1859, 1181.4132)]
    [InlineData(5, 400, 12, 907.0423, 958.9538, 911.5887)]
    public void By_default_it_is_scikit_learns_ridge_regression_of_few_rows_too(int seed, int rows, int width, params double[] expected) =>
        Learns(expected, Draw(seed, rows, width));

    [Theory]
    [InlineData(1, 12, 1, 1237.3873, 1413.8363, 1227.5344)]
    [InlineData(2, 100, 1, 1055.8813, 1369.5414, 1307.8042)]
    [InlineData(3, 40, 6, 924.8815, 882.8114, 958.3726)]
    [InlineData(5, 400, 12, 902.5623, 969.5706, 911.2889)]
    public void With_next_to_no_penalty_it_is_least_squares(int seed, int rows, int width, params double[] expected) =>
        Learns(expected, Draw(seed, rows, width), ("L2", "1e-9"));

    [Theory]
    [InlineData(1, 12, 1, 1238.4778, 1402.4898, 1229.3194)]
    [InlineData(3, 40, 6, 928.4524, 868.3178, 960.6979)]
    [InlineData(4, 30, 40, 1052.2253, 1037.4595, 1179.5446)]
    [InlineData(5, 400, 12, 907.8787, 958.4953, 911.8165)]
    public void Rows_count_by_their_weights(int seed, int rows, int width, params double[] expected) =>
        Learns(expected, Draw(seed, rows, width, isWeighted: true));

    [Theory]
    [InlineData(1, 12, 1, 1239.1360, 1405.0370, 1229.8721)]
    [InlineData(3, 40, 6, 931.2121, 871.5305, 961.6497)]
    [InlineData(4, 30, 40, 1070.9687, 1050.9127, 1183.5837)]
    [InlineData(5, 400, 12, 925.8991, 939.7806, 926.3881)]
    public void With_l1_it_is_the_elastic_net(int seed, int rows, int width, params double[] expected) =>
        Learns(expected, Draw(seed, rows, width), ("L1", "0.05"), ("L2", "0.01"), ("Iterations", "100000"));

    [Theory]
    [InlineData(3, 40, 6, 0.025)]
    [InlineData(4, 30, 40, 0.033)]
    [InlineData(5, 400, 12, 0.0001)]
    public void Conjugate_gradients_find_what_the_normal_equations_give(int seed, int rows, int width, double l2)
    {
        using var data = Draw(seed, rows, width, isWeighted: true);
        var plan = FeaturePlan.Fit(data.Table, data.Schema, [], FeatureStyle.Linear);
        var weights = Array.ConvertAll(((NumberColumn)data.Table["weight"]).Values, w => (float)w);
        var linear = LinearRows.Of(new LabelledRows(new FeatureRows(plan, data.Table, [.. Enumerable.Range(0, rows)], 1, default), TrainingLabels.Of(data.Schema, data.Table), weights), 2);

        var (found, isDone) = ConjugateGradients.Solve(linear, l2, new LinearEnds(1000, 1e-9), CancellationToken.None);

        Assert.True(isDone);
        Assert.All(found.Zip(NormalEquations.Solve(linear, l2, CancellationToken.None)), w => Assert.Equal(w.Second, w.First, 1e-7));
    }

    [Fact]
    public void Columns_that_say_the_same_and_columns_that_say_nothing_do_no_harm()
    {
        var x = Enumerable.Range(0, 60).Select(i => (double)(i * 17 % 60)).ToArray();
        using var data = TrainingCase.With(
            ModelTask.Regression,
            new NumberColumn("x", x), new NumberColumn("again", Array.ConvertAll(x, v => v * 2)), new NumberColumn("same", Array.ConvertAll(x, _ => 3.0)),
            new StringColumn("kind", [.. x.Select(v => (int)v % 3)], ["a", "b", "c"]), new NumberColumn("label", Array.ConvertAll(x, v => 5 + (2 * v) + (10 * (v % 3)))));

        data.Train("LinearRegression", parameters: ("L2", "1e-9"));

        Assert.Equal(1, data.Quality(), 1e-6);
        Assert.Empty(data.Diagnostics.Items);
    }

    [Fact]
    public void What_ends_too_early_is_told()
    {
        using var data = Draw(5, 400, 12);
        var lines = new List<string>();
        data.Progress = new Silence(lines.Add);

        data.Train("LinearRegression", parameters: [("L1", "0.000001"), ("L2", "0.000001"), ("Iterations", "3")]);

        Assert.Contains(lines, l => l.StartsWith("LinearRegression ended after 3 iterations", StringComparison.Ordinal));
    }

    private static void Learns(double[] expected, TrainingCase rows, params (string Name, string Value)[] parameters)
    {
        using var data = rows;

        var report = data.Train("LinearRegression", parameters: parameters);

        Assert.All(expected.Zip(data.Score()), p => Assert.Equal(p.First, p.Second, 2e-3));
        Assert.InRange(report.ParityDifference, 0, 2e-6);
    }

    /// <summary>Columns that move together, and a label that follows from the first and the last.</summary>
    private static TrainingCase Draw(long state, int rows, int width, bool isWeighted = false)
    {
        double Next()
        {
            state = ((state * 1103515245) + 12345) % 2147483648;
            return state / 2147483648.0;
        }

        var (x, label, weight) = (Enumerable.Range(0, width).Select(_ => new double[rows]).ToArray(), new double[rows], new double[rows]);
        for (var row = 0; row < rows; row++)
        {
            var common = Next();
            for (var f = 0; f < width; f++)
            {
                x[f][row] = (common * 100 * ((f % 3) + 1)) + (Next() * 10);
            }

            label[row] = 1000 + (x[0][row] * 7) - (x[width - 1][row] * 3) + (Next() * 40);
            weight[row] = 1 + Math.Floor(Next() * 3);
        }

        TableColumn[] columns = [.. x.Select((values, f) => new NumberColumn($"x{f}", values)), new NumberColumn("label", label)];
        return TrainingCase.With(ModelTask.Regression, isWeighted ? [.. columns, new NumberColumn("weight", weight)] : columns);
    }
}
