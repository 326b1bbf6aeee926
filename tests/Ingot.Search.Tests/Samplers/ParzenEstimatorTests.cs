using Ingot.Search.Samplers;
using Ingot.Search.Spaces;

namespace Ingot.Search.Tests.Samplers;

/// <summary>
/// The values are those of _ParzenEstimator of Optuna 5.0.0.dev (commit 1d8ce7bb, 21 August 2026) with its defaults: prior weight 1, magic clip, no end points.
/// </summary>
public class ParzenEstimatorTests
{
    private const double Tolerance = 1e-9;

    private static readonly SearchParameter Rate = new("rate", new NumberDomain(0.01, 0.3, isLog: true));
    private static readonly SearchParameter Leaves = new("leaves", new NumberDomain(7, 255, isWhole: true));
    private static readonly SearchParameter Depth = new("depth", new NumberDomain(1, 64, isLog: true, isWhole: true));
    private static readonly SearchParameter Kind = new("kind", new ChoiceDomain(["a", "b", "c"]));
    private static readonly SearchParameter X = new("x", new NumberDomain(-5, 10));

    private static readonly Dictionary<string, double>[] Observations =
    [
        Samples.Point(("rate", 0.02), ("leaves", 31), ("depth", 3), ("kind", 0), ("x", -3.0)),
        Samples.Point(("rate", 0.1), ("leaves", 127), ("depth", 8), ("kind", 2), ("x", 2.5)),
        Samples.Point(("rate", 0.25), ("leaves", 15), ("depth", 20), ("kind", 2), ("x", 9.0)),
        Samples.Point(("rate", 0.03), ("leaves", 200), ("depth", 3), ("kind", 1), ("x", 2.0)),
    ];

    [Theory]
    [InlineData("rate", 0.05, -1.2595857602333456)]
    [InlineData("rate", 0.28, -1.2836382809371187)]
    [InlineData("leaves", 64, -5.326235518611913)]
    [InlineData("leaves", 7, -5.138718662408933)]
    [InlineData("depth", 5, -2.8004742921539756)]
    [InlineData("depth", 64, -6.559937117418402)]
    [InlineData("kind", 2, -0.8754687373538996)]
    [InlineData("kind", 0, -1.2321436812926323)]
    [InlineData("x", 1.0, -2.5746570886737965)]
    [InlineData("x", -5.0, -2.948256766682674)]
    public void The_density_of_a_parameter_is_that_of_Optuna(string name, double value, double expected)
    {
        SearchParameter[] all = [Rate, Leaves, Depth, Kind, X];

        var estimator = new ParzenEstimator([all.Single(p => p.Name == name)], Observations);

        Assert.Equal(expected, estimator.LogDensity([value]), Tolerance);
    }

    [Theory]
    [InlineData(0.05, 64, 5, 2, 1.0, -13.022815752294267)]
    [InlineData(0.28, 7, 64, 0, -5.0, -17.544143365629)]
    public void The_joint_density_is_that_of_Optuna(double rate, double leaves, double depth, double kind, double x, double expected) =>
        Assert.Equal(expected, new ParzenEstimator([Rate, Leaves, Depth, Kind, X], Observations).LogDensity([rate, leaves, depth, kind, x]), Tolerance);

    [Fact]
    public void Kernels_are_as_wide_as_those_of_Optuna()
    {
        Assert.Equal([5.0, 6.5, 6.5, 5.0, 15.0], Widths(X, Observations));
        Assert.Equal([96.0, 96.0, 41.5, 73.0, 249.0], Widths(Leaves, Observations));
        Assert.Equal([5.5, 5.5, 15.0], Widths(X, Observations[..2]));
        Assert.Equal([13.0, 15.0], Widths(X, Observations[..1]));
        Assert.Equal([0.5668662302770259, 1.2039728043259363, 0.9162907318741549, 1.2039728043259363, 3.401197381662155], Widths(Rate, Observations), (a, b) => Math.Abs(a - b) < Tolerance);
    }

    [Fact]
    public void Without_observations_all_values_are_as_in_a_normal_distribution_of_the_domain()
    {
        var estimator = new ParzenEstimator([Kind], []);

        Assert.Equal(-Math.Log(3), estimator.LogDensity([1]), Tolerance);
    }

    [Fact]
    public void Older_observations_weigh_less()
    {
        Assert.Equal(Enumerable.Repeat(1.0, 25), ParzenEstimator.AgeWeights(25));
        Assert.Equal([1 / 30.0, 0.275, 0.5166666666666667, 0.7583333333333333, 1, 1], ParzenEstimator.AgeWeights(30).Take(6), (a, b) => Math.Abs(a - b) < Tolerance);
        Assert.Equal(1 / 26.0, ParzenEstimator.AgeWeights(26)[0]);
        Assert.Empty(ParzenEstimator.AgeWeights(0));
    }

    [Fact]
    public void The_probabilities_of_whole_numbers_sum_to_1()
    {
        var sum = Enumerable.Range(1, 64).Sum(d => Math.Exp(new ParzenEstimator([Depth], Observations).LogDensity([d])));

        Assert.Equal(1, sum, Tolerance);
    }

    [Fact]
    public void What_is_drawn_has_the_density()
    {
        var estimator = new ParzenEstimator([Depth, Kind], Observations);
        var random = new TrialRandom(1, 0, 0);

        var drawn = Enumerable.Range(0, 20_000).Select(_ => estimator.Draw(random)).CountBy(v => (v[0], v[1])).ToDictionary();

        Assert.All(drawn.Where(d => d.Value > 100), d => Assert.InRange(d.Value / 20_000.0 / Math.Exp(estimator.LogDensity([d.Key.Item1, d.Key.Item2])), 0.7, 1.3));
    }

    private static IReadOnlyList<double> Widths(SearchParameter parameter, IEnumerable<Dictionary<string, double>> observations) =>
        new NumberKernels((NumberDomain)parameter.Domain, [.. observations.Select(o => o[parameter.Name])]).KernelWidths;
}
