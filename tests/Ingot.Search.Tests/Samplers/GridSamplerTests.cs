using Ingot.Search.Samplers;
using Ingot.Search.Spaces;

namespace Ingot.Search.Tests.Samplers;

public class GridSamplerTests
{
    [Fact]
    public void The_grid_is_as_fine_as_the_trials_allow()
    {
        var grid = GridSampler.Of(Samples.Plane, 10)!;

        Assert.Equal((3, 9), (grid.Levels, grid.Count));
        Assert.Equal(["x=-5, y=0", "x=-5, y=7.5", "x=-5, y=15", "x=2.5, y=0"], Enumerable.Range(0, 4).Select(i => Samples.Plane.Text(grid.Next(i, [])!)));
        Assert.Null(grid.Next(9, []));
    }

    [Fact]
    public void Logarithmic_numbers_are_spread_by_their_ratios()
    {
        var space = new SearchSpace([new SearchParameter("rate", new NumberDomain(0.001, 1, isLog: true))]);

        var grid = GridSampler.Of(space, 4)!;

        Assert.Equal(["rate=0.001", "rate=0.01", "rate=0.1", "rate=1"], Enumerable.Range(0, 4).Select(i => space.Text(grid.Next(i, [])!)));
    }

    [Fact]
    public void What_does_not_exist_is_not_multiplied()
    {
        // kind=a: 2 x; kind=b: 2 x, 2 depths, and 1 slow and 2 fast.
        Assert.Equal(2 + (2 * 2 * 3), GridSampler.Least(Samples.Conditional));
        Assert.Equal(14, GridSampler.Of(Samples.Conditional, 20)!.Count);
        Assert.Null(GridSampler.Of(Samples.Conditional, 13));
    }

    [Fact]
    public void Few_whole_numbers_are_all_tried()
    {
        var space = new SearchSpace([new SearchParameter("n", new NumberDomain(1, 3, isWhole: true))]);

        Assert.Equal(3, GridSampler.Of(space, 50)!.Count);
    }
}
